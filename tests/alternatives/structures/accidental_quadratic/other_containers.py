"""The container that fits each task: set, deque, heap, bytearray, memoryview, OrderedDict."""

import heapq
from bisect import bisect_left
from collections import OrderedDict, deque
from functools import reduce
from operator import iadd


def unique(items):
    seen = set()
    return [item for item in items if not (item in seen or seen.add(item))]


def positions(words, vocabulary):
    ranked = sorted(zip(vocabulary, range(len(vocabulary)), strict=True))

    def position(word):
        found = bisect_left(ranked, (word, 0))
        if found == len(ranked) or ranked[found][0] != word:
            raise ValueError(word)
        return ranked[found][1]

    return [position(word) for word in words]


def flatten(pages):
    return reduce(iadd, pages, [])


def join_rows(rows):
    text = bytearray()
    for row in rows:
        text += row + b"\n"
    return bytes(text)


def split_packets(data):
    packets = []
    rest = memoryview(data)
    while rest:
        end = 1 + rest[0]
        packets.append(bytes(rest[1:end]))
        rest = rest[end:]
    return packets


def rotate_log(lines, keep):
    queue = deque(lines)
    removed = [queue.popleft() for _ in range(len(lines) - keep)]
    lines[:] = queue
    return removed


def biggest_jump(readings):
    array = list(readings)
    return max(abs(array[i] - array[i - 1]) for i in range(1, len(array)))


def top_scores(scores, k):
    heap = [-score for score in scores]
    heapq.heapify(heap)
    try:
        return [-heapq.heappop(heap) for _ in range(k)]
    except IndexError:
        raise ValueError(k) from None


def drain(tasks):
    queue = OrderedDict(tasks)
    tasks.clear()
    drained = []
    while queue:
        drained.append(queue.popitem(last=False))
    return drained
