"""Peak memory, solved by keeping only what the next answer needs.

For each job, ask what of the past the next answer depends on. That is what you
may hold; all the rest should flow through.

    count_words   the counts so far; a file yields its lines one by one
    top_k         the k best so far: `nlargest` keeps a heap of k and drops the rest
    merge_sorted  the next line of each file, for nothing smaller can follow in it
    chunks        two numbers a piece: a view is a window, and the bytes stay put
    running_mean  the last `width` numbers, in a deque that forgets the others

A chain of iterators holds as much as its greediest link. A list comprehension
inside `nlargest`, `readlines` under a lazy merge, `sorted` in a generator: one
of them, and all is there at once, however lazy the rest looks.

A call of a generator function runs none of its body. Hence the two shapes here:
`chunks` and `running_mean` check their arguments in a plain function, and return
a generator; `merge_sorted` wants the delay, because files opened at the call
would stay open if nobody asked for a line: `close` runs the `finally` and `with`
blocks that a generator is inside of, and one that never started is inside none.

Measured on 64-bit CPython, in bytes: 1 000 000 ints in a list 40 000 000, in an
`array` 8 000 000; a slice of n bytes n + 33, a view about 190, whatever its
length, so that views pay for large pieces only; a generator about 200. A list
holds pointers, and each item is an object besides: the 4 MiB of words took 14
MiB as `read().split()`, and take 0.1 MiB line by line.

A view has a price: as long as it lives, so does the whole buffer, and a
`bytearray` cannot change its size. Pass views on to `send`, `write`, `unpack`;
copy what you keep for long. And a sum of memory is no peak: what matters is what
is there at the same time, so that two passes over a file may beat one.

At work: `tracemalloc.start()`, `reset_peak()`, the job, `get_traced_memory()[1]`
is the peak of what Python allocated; two snapshots compared name the lines that
hold it. It slows allocation down several times over, and does not see what C
libraries allocate by themselves, nor mapped files. For the process as a whole
`resource.getrusage(RUSAGE_SELF).ru_maxrss` is its highest mark ever (KiB on
Linux, bytes on macOS); memray and scalene also see native code.

Interview: "What are the anti-patterns of memory in Python?" There are two kinds,
and it pays to say which one you see. Memory that grows for ever is a leak: a
reference in something that lives too long, see `leaky_service`. Memory that
peaks is greed: `read()` and `readlines()`, a list where one pass would do,
`sorted` for a few of many, copies of slices, `bytes +=`, a whole query's rows
(`fetchall`), a million dicts where an array or `__slots__` would do. Then how
you measured it, and that what was freed need not go back to the system at once.

"Iterators, generators, lists: when which?" An iterable gives a fresh iterator at
each `iter`; an iterator has `__next__`, returns itself, and is used up after one
pass. A generator is an iterator that the compiler writes: a frame that is paused
at `yield` and keeps its variables. Take it for streams, endless input, pipelines
and clean-up; take a list for `len`, an index, several passes, or little data,
where it is faster; take a class with `__iter__` to be read many times and lazily.
Name the traps: the second pass is silently empty, errors of arguments come late,
a reader that stops early leaves files open without `with` and `close`, and
`tee` keeps everything between its fastest and its slowest reader.

Hints
-----
1. Suppose all input so far is gone. What would you have had to write down, to
   give every answer that is still to come?
2. What does a file give to a `for` loop? Follow each item through your calls:
   who needs all of them before it can go on?
3. Look up `nlargest` and `merge` in `heapq`, `ExitStack` in `contextlib`, the
   `maxlen` of a deque. What does `memoryview(data)[2:5]` copy?
4. Call your `chunks` with size 0, and do nothing with the result. Which line of
   a function decides that its body waits? Keep that line in another function.
5. `Counter(chain.from_iterable(map(str.split, file)))`; `nlargest(k, map(int,
   file))`; a `with ExitStack()` around `yield from merge(*files)`; a generator
   expression over slices of one view; after the check, return `_means(numbers,
   deque(maxlen=width))`, which appends and yields the mean of the deque.
"""

from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge, nlargest
from itertools import chain
from pathlib import Path


def count_words(path: Path) -> dict[str, int]:
    with open(path, encoding="utf-8") as file:
        return Counter(chain.from_iterable(map(str.split, file)))


def top_k(path: Path, k: int) -> list[int]:
    with open(path, encoding="utf-8") as file:
        return nlargest(k, map(int, file))


def merge_sorted(paths: Sequence[Path]) -> Generator[str, None, None]:
    with ExitStack() as stack:
        files = [stack.enter_context(open(path, encoding="utf-8")) for path in paths]
        yield from merge(*files)


def chunks(data: bytes, size: int) -> Iterator[memoryview]:
    if size < 1:
        raise ValueError(f"size must be at least 1, not {size}")
    view = memoryview(data)
    return (view[start : start + size] for start in range(0, len(data), size))


def running_mean(numbers: Iterable[int], width: int) -> Iterator[float]:
    if width < 1:
        raise ValueError(f"width must be at least 1, not {width}")
    return _means(numbers, deque(maxlen=width))


def _means(numbers: Iterable[int], window: deque[int]) -> Iterator[float]:
    for number in numbers:
        window.append(number)
        yield sum(window) / len(window)
