"""Dynamic array, solved with one block and one way to leave it.

The first `_length` slots are in use, the others are empty. To insert, move
what is behind one slot to the right, beginning at the end; to delete, one slot
to the left, beginning at the gap. In the other direction one item would be
copied over all the rest. `append` and `pop` are the case in which
nothing is behind, so those of `MutableSequence` are as good as any.

The last slot is cleared after a deletion. Nobody could see what stays in it,
but it would not die either. The index is checked before anything is changed,
so a refused call has nothing to undo.

Cost: a move takes n steps, but a block with room for n / 8 more is not full
again until as many appends have come. Each of them pays for 9 moves, and that
is amortised O(1), whatever a single one takes. With room for 10 more instead
of n / 8, n appends would move about n * n / 20 items. The factor g decides what
you pay: at most g / (g - 1) moves for an append, and 1 - 1 / g of the block
unused. Doubling (most C++ libraries, Rust) costs 2 moves and half the block;
1.5 (Java, and C++ at Microsoft) 3 moves and a third; CPython's 1.125 costs 9
moves and a ninth. It can afford them: what moves is pointers, all of them in one
`realloc`, which for a large block may find room behind it and copy nothing. Go
doubles small slices and slows down to 1.25.

A block shrinks when less than half is in use, and ends up almost full, as after
growth: from there it takes n / 8 appends or some n / 2 pops to the next move.
Were it to shrink as soon as a smaller block will do, append and pop in turn
would move everything every time. Java, Go and C++ never shrink unless told to.
Nor does `del items[i]` since CPython 3.13, while `pop` still does.

At work, use `list`, and know its neighbours. A `tuple` cannot change, so it
needs no room to spare and no second block: its items lie in the object itself.
`array.array` holds numbers rather than references to them. A `deque` is a chain
of small blocks: O(1) at both ends, nothing moves when it grows, but an index in
the middle takes O(n).

Interview: "How is a list made, and why is append O(1)?" Say that it is an array
of references, so an index is arithmetic, and `insert(0, x)` and `pop(0)` are
O(n). Append is amortised O(1): show the sum (or the savings above), say why
growth must be by a factor and not by a constant, and that one unlucky append
still takes O(n), which matters to whoever promises latency. Name the trade of
memory for moves, and why shrinking waits. Then list or tuple: whether it may
change, exact size, hashable if its items are; and a deque for a queue.

Hints
-----
1. There is the number of items and there is the number of slots. Which of the
   two says whether an index exists?
2. You move five items one slot to the right. Which one has to go first? And
   to the left?
3. `append` and `pop` come from `MutableSequence`. At which index do they insert
   and delete, and how many items do they move there?
4. Give one method the length that is about to hold, and let it choose: keep the
   block, or fill another with the items. Call it before there is one more item,
   and after there is one less.
5. Delete: find the place or raise, move what is behind it to the left, clear the
   last slot, let the block fit. Insert: clamp the index, let the block fit,
   move what is behind to the right from the end, write the value.
"""

import operator
from collections.abc import Iterable, MutableSequence
from typing import SupportsIndex, TypeVar

from katas.structures._raw_array import RawArray

T = TypeVar("T")


class DynamicArray(MutableSequence[T]):
    def __init__(self, items: Iterable[T] = ()) -> None:
        self._block: RawArray[T] = RawArray(0)
        self._length = 0
        self.extend(items)

    @property
    def capacity(self) -> int:
        return len(self._block)

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: SupportsIndex) -> T:  # type: ignore[override]  # no slices
        return self._block[self._place(index)]

    def __setitem__(self, index: SupportsIndex, value: T) -> None:  # type: ignore[override]
        self._block[self._place(index)] = value

    def __delitem__(self, index: SupportsIndex) -> None:  # type: ignore[override]
        place = self._place(index)
        self._length -= 1
        for i in range(place, self._length):
            self._block[i] = self._block[i + 1]
        self._block.clear(self._length)
        self._make_fit(self._length)

    def insert(self, index: SupportsIndex, value: T) -> None:
        place = operator.index(index)
        if place < 0:
            place = max(0, place + self._length)
        place = min(place, self._length)
        self._make_fit(self._length + 1)
        for i in range(self._length, place, -1):
            self._block[i] = self._block[i - 1]
        self._block[place] = value
        self._length += 1

    def _place(self, index: SupportsIndex) -> int:
        place = operator.index(index)
        if place < 0:
            place += self._length
        if not 0 <= place < self._length:
            raise IndexError(f"index {place} of {self._length} items")
        return place

    def _make_fit(self, length: int) -> None:
        if self.capacity // 2 <= length <= self.capacity:
            return
        block: RawArray[T] = RawArray((length + (length >> 3) + 6) & ~3 if length else 0)
        for i in range(self._length):
            block[i] = self._block[i]
        self._block = block
