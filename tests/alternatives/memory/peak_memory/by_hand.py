"""Blocks, a heap, the smallest of the next lines, an iterator class, a running total."""

import heapq
from collections import deque


def count_words(path):
    counts = {}
    with path.open(encoding="utf-8") as file:
        rest = ""
        while block := file.read(1 << 14):
            rest += block
            whole = max(rest.rfind(" "), rest.rfind("\n")) + 1
            _count(rest[:whole], counts)
            rest = rest[whole:]
        _count(rest, counts)
    return counts


def _count(text, counts):
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1


def top_k(path, k):
    heap = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            if len(heap) < k:
                heapq.heappush(heap, int(line))
            else:
                heapq.heappushpop(heap, int(line))
    heap.sort(reverse=True)
    return heap


def merge_sorted(paths):
    files = []
    try:
        for path in paths:
            files.append(path.open(encoding="utf-8"))
        heads = [[file.readline(), file] for file in files]
        while heads := [head for head in heads if head[0]]:
            least = min(heads, key=lambda head: head[0])
            yield least[0]
            least[0] = least[1].readline()
    finally:
        for file in files:
            file.close()


class chunks:  # noqa: N801
    def __init__(self, data, size):
        if size < 1:
            raise ValueError(size)
        self.rest = memoryview(data)
        self.size = size

    def __iter__(self):
        return self

    def __next__(self):
        if not self.rest:
            raise StopIteration
        chunk, self.rest = self.rest[: self.size], self.rest[self.size :]
        return chunk


class running_mean:  # noqa: N801
    def __init__(self, numbers, width):
        if width < 1:
            raise ValueError(width)
        self.numbers = iter(numbers)
        self.window = deque()
        self.width = width
        self.total = 0

    def __iter__(self):
        return self

    def __next__(self):
        number = next(self.numbers)
        self.window.append(number)
        self.total += number
        if len(self.window) > self.width:
            self.total -= self.window.popleft()
        return self.total / len(self.window)
