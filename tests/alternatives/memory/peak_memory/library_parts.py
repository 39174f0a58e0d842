"""A map of the file, a sort now and then, nested merges, `map` over slices, `tee`."""

import contextlib
import heapq
import mmap
from collections import Counter
from functools import reduce
from itertools import accumulate, chain, count, islice, repeat, tee


def count_words(path):
    counts = Counter()
    if path.stat().st_size:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pages:
            for line in iter(pages.readline, b""):
                counts.update(line.decode().split())
    return counts


def top_k(path, k):
    top = []
    with path.open("rb") as file:
        numbers = map(int, file)
        while some := list(islice(numbers, k + 500)):
            top = sorted(top + some)[-k:]
    return top[::-1]


def merge_sorted(paths):
    with contextlib.ExitStack() as stack:
        files = (stack.enter_context(path.open(encoding="utf-8")) for path in paths)
        yield from reduce(heapq.merge, files, ())


def chunks(data, size):
    if size < 1:
        raise ValueError(size)
    starts = range(0, len(data), size)
    return map(memoryview(data).__getitem__, (slice(start, start + size) for start in starts))


def running_mean(numbers, width):
    if width < 1:
        raise ValueError(width)
    ahead, behind = tee(numbers)
    before = chain(repeat(0, width), accumulate(behind))
    sums = zip(accumulate(ahead), before, count(1), strict=False)
    return ((total - gone) / min(place, width) for total, gone, place in sums)
