"""Dynamic array: a list that grows, on memory that cannot.

Memory comes in blocks of a fixed size: `RawArray`, given in `_raw_array.py`.
Keep the items in the first slots of one block, and move them all to another
when it gets too small or much too big. `MutableSequence` makes `append`, `pop`,
`extend`, iteration and the rest out of what you write.

    >>> array = DynamicArray("abcd")
    >>> len(array), array.capacity
    (4, 4)
    >>> array.insert(1, "x")  # five items do not fit
    >>> "".join(array), array.capacity
    ('axbcd', 8)
    >>> array.pop(), array.pop(0), array[-1]
    ('d', 'a', 'c')

`capacity` is how many slots the block has, 0 at first. The rule comes from
CPython's `list`: a call that adds or removes an item, so that there are n, keeps
the block while `capacity // 2 <= n <= capacity`. Otherwise the items move to a
block of `(n + (n >> 3) + 6) & ~3` slots, or of 0 if n is 0.

To read or replace an item takes O(1). To insert or delete one moves the items
behind it and no others, unless the block changes. With all moves counted, n
appends, or n pops from the end, read at most 10 n slots and write at most 10 n.
An item that is removed or replaced is let go at once: no slot refers to it.

Indices are those of a `list`, slices left out: negative ones count from the
end, and whatever has `__index__` is an index. Out of range raises `IndexError`,
except that `insert` takes the nearer end; what is no index raises `TypeError`.
After either error the array is as it was.

Off limits, or the point is lost: `list`, and every container but `RawArray`.
"""

from collections.abc import Iterable, MutableSequence
from typing import SupportsIndex, TypeVar

from katas.structures._raw_array import RawArray  # noqa: F401

T = TypeVar("T")


class DynamicArray(MutableSequence[T]):
    def __init__(self, items: Iterable[T] = ()) -> None:
        """Append the items, first to last."""
        raise NotImplementedError

    @property
    def capacity(self) -> int:
        """How many slots the block has, used and unused."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many items there are."""
        raise NotImplementedError

    def __getitem__(self, index: SupportsIndex) -> T:  # type: ignore[override]  # no slices
        """Return the item."""
        raise NotImplementedError

    def __setitem__(self, index: SupportsIndex, value: T) -> None:  # type: ignore[override]
        """Replace the item."""
        raise NotImplementedError

    def __delitem__(self, index: SupportsIndex) -> None:  # type: ignore[override]
        """Remove the item and close the gap."""
        raise NotImplementedError

    def insert(self, index: SupportsIndex, value: T) -> None:
        """Put the value before the item at the index, at the end if there is no such item."""
        raise NotImplementedError
