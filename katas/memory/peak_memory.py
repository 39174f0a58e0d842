"""Peak memory: five jobs that hold everything at once, and are killed for it.

Each is right, and each went well until its input outgrew the machine. A docstring
shows today's code, then what is due. Rewrite it so that what it holds no longer
grows with its input. The tests feed it 4 MiB (`running_mean` 150 000 numbers)
and allow 512 KiB at the peak, the input not included, as `tracemalloc` counts.
Results stay equal to those of today, and so do the types of the errors. Once
today's code is pasted in, the tests still red are about memory and laziness.

    >>> [bytes(piece) for piece in chunks(b"abcdefg", size=3)]
    [b'abc', b'def', b'g']
    >>> list(running_mean([3, 5, 10], width=2))
    [3.0, 4.0, 7.5]

The last three give iterators that make the next item when it is asked for. A
wrong size or width is an error as soon as the function is called, not later.
Close what you open, also when something fails: a file left for the collector to
close makes Python give a ResourceWarning, and the tests look for those.

Files are UTF-8; lines are short, and each ends with a newline but perhaps the
last. The whole standard library is welcome.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path


def count_words(path: Path) -> dict[str, int]:
    """Return how often each word occurs.

    with open(path, encoding="utf-8") as file:
        return Counter(file.read().split())

    Due: it holds the different words, of which there are few.
    """
    raise NotImplementedError


def top_k(path: Path, k: int) -> list[int]:
    """Return the k largest numbers, largest first; k is at least 1.

    with open(path, encoding="utf-8") as file:
        return sorted(map(int, file), reverse=True)[:k]

    Due: it holds about k numbers. There is one in each line.
    """
    raise NotImplementedError


def merge_sorted(paths: Sequence[Path]) -> Generator[str, None, None]:
    """Yield the lines of all files in order; each file is sorted, and each line ends in a newline.

    lines = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            lines += file
    yield from sorted(lines)

    Due: it holds about a line of each file. It opens files when the first line is
    asked for, which may be a `FileNotFoundError`; all are closed at the end, after
    an error, and when a caller who has seen enough calls `close` on the generator.
    """
    raise NotImplementedError


def chunks(data: bytes, size: int) -> Iterator[memoryview]:
    """Yield the data in pieces of `size` bytes, the last perhaps shorter.

    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    return iter([data[start : start + size] for start in range(0, len(data), size)])

    Due: pieces are views of the data. No byte is copied, even if a caller keeps all.
    """
    raise NotImplementedError


def running_mean(numbers: Iterable[int], width: int) -> Iterator[float]:
    """Yield for each number the mean of the last `width` numbers, itself included.

    if width < 1:
        raise ValueError(f"width must be at least 1, not {width}")
    numbers = list(numbers)
    ends = range(1, len(numbers) + 1)
    return iter([fmean(numbers[max(0, end - width) : end]) for end in ends])

    Near the start there are fewer than `width` numbers, and the mean is that of those.
    Due: it holds about `width` numbers, and takes one from the input per mean asked for.
    """
    raise NotImplementedError
