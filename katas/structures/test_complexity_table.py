import bisect
import collections
import heapq

import pytest

from dojo.kit import effort, predictions
from katas.structures import complexity_table

ROWS = [
    "items[mid]",
    "x in items",
    "min(items)",
    "items.append(x)",
    "items.pop()",
    "items.pop(0)",
    "items.insert(0, x)",
    "items[:10]",
    "items[10:]",
    "items += few",
    "items + few",
    "reversed(items)",
    "items[::-1]",
    "items.sort()",
    "tuple(items)",
    "tuple(record)",
    "record[:]",
    "x in table",
    "table[x] = x",
    "x in table.keys()",
    "x in table.values()",
    "(x, x) in table.items()",
    "table.copy()",
    "x in big",
    "big & small",
    "big | small",
    "big |= small",
    "big - small",
    "small - big",
    "small <= big",
    "queue.popleft()",
    "queue.rotate(1)",
    "queue[mid]",
    "text[mid]",
    "text + '!'",
    "'ab' in text",
    "text.startswith('ab')",
    "data[10:]",
    "view[10:]",
    "del buffer[:1]",
    "-1 in numbers",
    "numbers[10:]",
    "heap[0]",
    "max(heap)",
    "heappush(heap, x)",
    "heappop(heap)",
    "heapify(heap)",
    "bisect_left(items, x)",
    "insort(items, x)",
]

#: The heap has few different items, or the clock would tell more of the processor's cache.
PREPARE = {
    "mid": lambda things: len(things) // 2,
    "items": list,
    "few": lambda things: list(things[:10]),
    "record": tuple,
    "table": lambda things: dict(zip(things, things, strict=True)),
    "big": set,
    "small": lambda things: set(things[:10]),
    "queue": collections.deque,
    "text": lambda things: "a" * len(things),
    "data": lambda things: bytes(len(things)),
    "view": lambda things: memoryview(bytes(len(things))),
    "buffer": lambda things: bytearray(len(things)),
    "numbers": lambda things: range(len(things)),
    "heap": lambda things: [things[place // 512] for place in range(len(things))],
    "heappush": lambda _: heapq.heappush,
    "heappop": lambda _: heapq.heappop,
    "heapify": lambda _: heapq.heapify,
    "bisect_left": lambda _: bisect.bisect_left,
    "insort": lambda _: bisect.insort,
}


@pytest.mark.parametrize("row", ROWS)
def test_python_agrees_about(row):
    said = predictions.entry(complexity_table, "TABLE", row, among=effort.GROWTHS)
    seen = effort.measure(row, PREPARE)
    assert said == seen.growth, f"you said {said}, but this is what `{row}` takes:\n{seen}"
