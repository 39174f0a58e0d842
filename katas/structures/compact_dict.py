"""Compact dict: a hash table of small numbers, and entries that keep their order.

CPython's `dict` is two tables. Entries (hash, key, value) stand in insertion
order and are numbered from 0. A slot of the index table holds the number of an
entry, or -1 (empty), or -2 (tombstone: the key that was here is deleted).

    >>> table = CompactDict([(0, "a"), (64, "b"), (1, "c")])
    >>> table.indices  # 64 found slot 0 taken and went on to slot 3
    [0, 2, -1, 1, -1, -1, -1, -1]
    >>> del table[0]
    >>> table[8] = "d"  # takes the slot of the tombstone, as entry 3
    >>> table.indices, list(table)
    ([3, 2, -1, 1, -1, -1, -1, -1], [64, 1, 8])

Search: follow `probe_sequence(hash(key), slots - 1)` up to the first -1.
Write: a stored key keeps its place and its object, and gets the new value. A new
key becomes the next entry, in the first slot of its sequence with -1 or -2.
Delete: the slot becomes -2, the entry a hole. No entry gets another number.
Resize: a new dict has 8 slots. n slots allow 2 * n // 3 entries, holes included.
If a new key would be one entry too many, first rebuild: drop the holes, number
the live entries from 0 again, and put them, in order, into new slots. The number
of slots is the least power of two that is at least 8 and strictly more than 3
times the number of live keys; the new key does not count yet.

`[]`, `[]=` and `del` take O(1) steps on average. Each calls `__hash__` once, and
`==` only on stored keys with the same hash; the same object is found without `==`.
An exception from either gets through, and nothing is changed. A rebuild calls
neither. As in `dict`, a missing key raises `KeyError(key)`, an unhashable one
`TypeError`, and an iteration raises `RuntimeError` at its next step if the number
of keys is not what it was at the start.

Off limits in your own code: `dict`, `set` and whatever is built on them.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def probe_sequence(hashed: int, mask: int) -> Iterator[int]:
    """Yield slots without end.

    At first perturb = hashed % 2**64, which is never negative, and slot = perturb & mask.
    After each slot that is yielded, do this, in this order:

        perturb >>= 5
        slot = (5 * slot + perturb + 1) & mask
    """
    raise NotImplementedError


class CompactDict(MutableMapping[K, V]):
    def __init__(self, items: Iterable[tuple[K, V]] = ()) -> None:
        """Write the items, first to last."""
        raise NotImplementedError

    @property
    def indices(self) -> list[int]:
        """A copy of the index table."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many keys are stored."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[K]:
        """Yield the keys in insertion order."""
        raise NotImplementedError

    def __getitem__(self, key: K) -> V:
        """Return the value stored under the key."""
        raise NotImplementedError

    def __setitem__(self, key: K, value: V) -> None:
        """Store the value under the key, in place of the one that was there."""
        raise NotImplementedError

    def __delitem__(self, key: K) -> None:
        """Forget the key and its value."""
        raise NotImplementedError
