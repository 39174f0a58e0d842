"""Raw array: a block of memory, its size fixed once and for all.

Given with `dynamic_array`; there is nothing to solve here.

    >>> block = RawArray(4)  # four empty slots
    >>> block[0] = "a"
    >>> block[0], len(block)
    ('a', 4)
    >>> block.clear(0)  # empty again: the reference to "a" is gone
    >>> block[0]
    Traceback (most recent call last):
    ValueError: slot 0 is empty
"""

from typing import Generic, TypeVar, cast

T = TypeVar("T")

_EMPTY = object()


class RawArray(Generic[T]):
    """Slots 0 to size - 1; any other index raises `IndexError`, a negative one too."""

    def __init__(self, size: int) -> None:
        self._slots: list[object] = [_EMPTY] * size

    def __len__(self) -> int:
        """Return how many slots there are, empty or not."""
        return len(self._slots)

    def __getitem__(self, index: int) -> T:
        """Return what is in the slot; raise `ValueError` if nothing is."""
        item = self._slots[self._checked(index)]
        if item is _EMPTY:
            raise ValueError(f"slot {index} is empty")
        return cast(T, item)

    def __setitem__(self, index: int, value: T) -> None:
        self._slots[self._checked(index)] = value

    def clear(self, index: int) -> None:
        """Empty the slot, if it is not empty already."""
        self._slots[self._checked(index)] = _EMPTY

    def _checked(self, index: int) -> int:
        if 0 <= index < len(self._slots):
            return index
        raise IndexError(f"slot {index} of {len(self._slots)}")
