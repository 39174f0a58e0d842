import contextlib
import gc
import math
import os
import tempfile
import warnings
from collections import Counter, deque
from itertools import product
from pathlib import Path
from statistics import fmean

import pytest

from dojo.kit.attempts import attempt_type
from dojo.kit.memory import peak
from katas.memory.peak_memory import chunks, count_words, merge_sorted, running_mean, top_k

KIB = 1024
INPUT, ALLOWED = 4096 * KIB, 512 * KIB


@pytest.fixture
def folder():
    """A folder that is gone after the test, for some files in it are large."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def lists_of(*values, longest):
    """Return all lists of these values, shortest first."""
    lengths = range(longest + 1)
    return [list(each) for length in lengths for each in product(values, repeat=length)]


def judge_peak(taken, what):
    __tracebackhide__ = True
    assert taken <= ALLOWED, (
        f"{what}\n{taken // KIB:,} KiB at the peak, {ALLOWED // KIB:,} KiB are allowed"
    )


def is_open(path):
    """Say whether this process has the file open."""
    wanted = os.stat(path)
    for name in os.listdir("/dev/fd"):
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(int(name)), wanted):
                return True
    return False


def left_open(paths, action):
    """Return the names of the files that the action leaves open or has the collector close."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        action()
        gc.collect()
    told = " ".join(str(warning.message) for warning in caught)
    return [path.name for path in paths if is_open(path) or str(path) in told]


TEXTS = ["", "to be\nor not\nto be\n", "a  b\n\n\tb\n", "last words", "né né\u00a0né\nœuf\n"]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_counted_whatever_stands_between_them(folder, text):
    got = count_words(written(folder / "words", text))
    want = dict(Counter(text.split()))
    assert got == want, f"in {text!r} the words are {want}, count_words gave {got}"


def test_who_counts_words_closes_the_file(folder):
    path = written(folder / "words", "to be\n")
    assert not left_open([path], lambda: count_words(path)), (
        "count_words returned, but did not close its file: it was left for the collector"
    )


def test_a_large_file_of_words_takes_little_memory(folder):
    words = [f"{'word' * (1 + number % 15)}{number}" for number in range(500)]
    page = "\n".join(" ".join(words[start : start + 9]) for start in range(0, 500, 9)) + "\n"
    pages = INPUT // len(page) + 1
    small, large = written(folder / "small", "a\n"), written(folder / "large", page * pages)
    got, taken = peak(count_words, small, large)
    wrong = sorted({*got} - {*words})[:3] or [word for word in words if got.get(word) != pages][:3]
    assert not wrong, (
        f"a large file has each of 500 words {pages} times, but count_words gave "
        f"{ {word: got.get(word) for word in wrong} }. A block may end in the middle of a word"
    )
    judge_peak(
        taken,
        "a file of 4 MiB with 500 different words was counted, and the words of more than some "
        "lines were there at the same time",
    )


def numbers_in(path, numbers):
    return written(path, "".join(f"{number}\n" for number in numbers))


def test_the_largest_numbers_come_largest_first(folder):
    got = top_k(numbers_in(folder / "numbers", [5, 2, 8, 7, 1, 6, 3]), 4)
    assert got == [8, 7, 6, 5], (
        f"of 5, 2, 8, 7, 1, 6, 3 the 4 largest are [8, 7, 6, 5], largest first; top_k gave {got}"
    )


def test_numbers_are_compared_as_numbers(folder):
    got = top_k(numbers_in(folder / "numbers", [9, 10, -20, -3]), 3)
    assert got == [10, 9, -3], (
        f"of 9, 10, -20, -3 the 3 largest are [10, 9, -3], top_k gave {got}. As text '9' > '10'"
    )


def test_equal_numbers_count_each(folder):
    got = top_k(numbers_in(folder / "numbers", [7, 1, 7, 7]), 2)
    assert got == [7, 7], f"of 7, 1, 7, 7 the 2 largest are [7, 7], top_k gave {got}"


def test_there_may_be_fewer_numbers_than_k(folder):
    got = [top_k(numbers_in(folder / "numbers", some), 3) for some in ([1, 2], [])]
    assert got == [[2, 1], []], (
        f"with k = 3, the numbers 1, 2 give [2, 1] and no numbers give []; top_k gave {got}"
    )


def test_who_ranks_numbers_closes_the_file(folder):
    path = numbers_in(folder / "numbers", [1, 2])
    assert not left_open([path], lambda: top_k(path, 1)), (
        "top_k returned, but did not close its file: it was left for the collector"
    )


def test_a_large_file_of_numbers_takes_little_memory(folder):
    first, many = 10**40, INPUT // 42
    numbers = (first + number * 7919 % many for number in range(many))
    small, large = numbers_in(folder / "small", [1]), numbers_in(folder / "large", numbers)
    got, taken = peak(lambda path: top_k(path, 3), small, large)
    want = [first + many - place for place in (1, 2, 3)]
    assert got == want, f"of {many:,} numbers the 3 largest are {want}, top_k gave {got}"
    judge_peak(
        taken,
        "the 3 largest numbers of a 4 MiB file were asked for, and far more than 3 were there at "
        "the same time. A list of them all is one too many, whoever makes it",
    )


def files_in(folder, *texts):
    return [written(folder / f"file{number}", text) for number, text in enumerate(texts)]


def test_lines_of_all_files_come_in_one_order(folder):
    paths = files_in(folder, "bee\nfly\n", "ant\nbee\nwasp\n", "", "cat\n")
    got = list(merge_sorted(paths))
    want = ["ant\n", "bee\n", "bee\n", "cat\n", "fly\n", "wasp\n"]
    assert got == want, (
        f"bee fly | ant bee wasp | nothing | cat merge to {want}, merge_sorted gave {got}"
    )


def test_no_files_merge_to_no_lines():
    got = list(merge_sorted([]))
    assert got == [], f"without files there are no lines, merge_sorted([]) gave {got}"


def test_nothing_is_opened_before_the_first_line_is_asked_for(folder):
    paths = files_in(folder, "a\n", "b\n")
    lines = merge_sorted(paths)
    opened = [path.name for path in paths if is_open(path)]
    assert not opened, (
        f"merge_sorted gave {lines}, no line was asked for, and {opened} are open: who closes them "
        "if the caller never asks? `close` runs no `finally` of a generator that did not start"
    )
    missing = attempt_type(merge_sorted, [folder / "missing"])
    assert missing is not FileNotFoundError, (
        "a missing file is no error before the first line is asked for, yet the call raised it"
    )


def test_a_missing_file_is_an_error_that_leaves_nothing_open(folder):
    paths = files_in(folder, "a\n", "b\n")
    seen = []

    def read_all():
        seen.append(attempt_type(lambda: list(merge_sorted([*paths, folder / "missing"]))))

    left = left_open(paths, read_all)
    assert seen == [FileNotFoundError], (
        f"the last of three files is missing: FileNotFoundError was due, we got {seen[0]}"
    )
    assert not left, (
        f"the third file was missing, and {left}, opened before it, were not closed but left for "
        "the collector"
    )


def test_all_files_are_closed_after_the_last_line(folder):
    paths = files_in(folder, "a\nc\n", "b\n")
    left = left_open(paths, lambda: list(merge_sorted(paths)))
    assert not left, f"all lines were read, but {left} were not closed: the collector had to"


def test_a_caller_who_has_seen_enough_closes_the_files(folder):
    paths = files_in(folder, "a\nc\n", "b\nd\n")
    kept = []

    def read_one_line():
        lines = merge_sorted(paths)
        next(iter(lines), None)
        kept.extend([lines, attempt_type(lambda: lines.close())])

    left = left_open(paths, read_one_line)
    lines, closed = kept
    assert not isinstance(closed, type), (
        f"`close` of {lines}, called after one line, raised {closed.__name__}"
    )
    assert not left, (
        f"a caller read one line and called `close` on the generator, but {left} are open still, "
        "or were left for the collector: is there a `with` around what yields?"
    )


def test_large_files_are_merged_in_little_memory(folder):
    lines = [f"{number:063}\n" for number in range(INPUT // 64)]
    large = files_in(folder, *("".join(lines[start::3]) for start in range(3)))
    count, taken = peak(lambda paths: sum(1 for _ in merge_sorted(paths)), large[:0], large)
    assert count == len(lines), f"3 files have {len(lines):,} lines, merge_sorted gave {count:,}"
    judge_peak(
        taken,
        "3 files, 4 MiB together, were merged, and the caller kept no line: whole files were "
        "there at the same time, though sorted files need to show only their next line",
    )


def test_chunks_follow_one_another_and_the_last_may_be_shorter():
    for data in (b"abcdef"[:length] for length in range(7)):
        for size in range(1, 8):
            got = [bytes(chunk) for chunk in chunks(data, size)]
            want = [data[start : start + size] for start in range(0, len(data), size)]
            assert got == want, f"chunks({data}, {size}) are {want}, we got {got}"


@pytest.mark.parametrize("size", [0, -1])
def test_a_size_below_1_is_an_error_at_once(size):
    got = attempt_type(chunks, b"abc", size)
    assert got is ValueError, (
        f"chunks(b'abc', {size}) was to raise ValueError when called, before anybody asks for a "
        f"chunk; it gave {got}. The body of a generator function waits for the first `next`"
    )


def test_a_chunk_is_a_view():
    got = [type(chunk) for chunk in chunks(b"abcd", 2)]
    assert got == [memoryview] * 2, (
        f"chunks(b'abcd', 2) yields two memoryviews, we got {got}. A slice of bytes is a copy"
    )


def test_chunks_copy_nothing():
    data = bytes(INPUT)
    kept, taken = peak(lambda data: list(chunks(data, 64 * KIB)), b"a", data)
    judge_peak(
        taken,
        f"4 MiB were cut into {len(kept)} chunks, all of which were kept: bytes were copied, for "
        "views of them take next to nothing. Slice a view, not bytes",
    )


def test_chunks_are_made_one_by_one():
    data = bytes(INPUT)
    _, taken = peak(lambda data: deque(chunks(data, 64), maxlen=0), b"a", data)
    judge_peak(
        taken,
        f"4 MiB were cut into {INPUT // 64:,} chunks, none of which was kept: they were all there "
        "before the first was asked for. A view is small, a list of them all is not",
    )


@pytest.mark.parametrize("width", [1, 2, 3])
def test_the_mean_is_that_of_the_last_numbers(width):
    for numbers in lists_of(0, 6, -12, longest=5):
        got = list(running_mean(numbers, width))
        ends = range(1, len(numbers) + 1)
        want = [fmean(numbers[max(0, end - width) : end]) for end in ends]
        assert len(got) == len(want), (
            f"running_mean({numbers}, {width}) gives a mean for each number, from the first on: "
            f"{want} were due, we got {got}"
        )
        assert all(map(is_near, got, want)), (
            f"running_mean({numbers}, {width}) looks back at {width} numbers, or at those there "
            f"are: {want} were due, we got {got}"
        )


def is_near(got, want):
    return math.isclose(got, want, rel_tol=1e-6, abs_tol=1e-6)


@pytest.mark.parametrize("width", [0, -1])
def test_a_width_below_1_is_an_error_at_once(width):
    got = attempt_type(running_mean, [1, 2], width)
    assert got is ValueError, (
        f"running_mean([1, 2], {width}) was to raise ValueError when called, before anybody asks "
        f"for a mean; it gave {got}. The body of a generator function waits for the first `next`"
    )


def test_a_number_is_taken_when_its_mean_is_asked_for():
    taken = []

    def source():
        for number in range(10):
            taken.append(number)
            yield number

    means = iter(running_mean(source(), 2))
    counts = [len(taken)]
    for _ in range(3):
        next(means)
        counts.append(len(taken))
    assert counts == [0, 1, 2, 3], (
        "of a source with 10 numbers running_mean was to take none when called, then one for each "
        f"mean asked for: 0, 1, 2, 3 in all; it had taken {counts}. The source may be endless"
    )


def test_many_numbers_take_little_memory():
    many = 150_000

    def last_mean(count):
        numbers = (1000 + number for number in range(count))
        return deque(running_mean(numbers, 4), maxlen=1).pop()

    got, taken = peak(last_mean, 10, many)
    want = 1000 + many - 2.5
    assert is_near(got, want), f"the last 4 of {many:,} numbers have the mean {want}, not {got}"
    judge_peak(
        taken,
        f"the means of {many:,} numbers were asked for one by one with width 4, and nobody but "
        "running_mean kept any: it holds numbers that have left the window",
    )
