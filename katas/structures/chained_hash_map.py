"""Hash map with chaining: find a key without searching for it.

Its hash chooses one of the buckets, and only there is the key looked for;
keys that meet in a bucket form a chain. `MutableMapping` makes `in`, `get`,
`update` and the rest out of what you write.

    >>> squares = ChainedHashMap([("one", 1), ("two", 4)])
    >>> squares["three"] = 9
    >>> squares["two"], len(squares), squares.buckets
    (4, 3, 8)
    >>> squares.update((n, n * n) for n in range(4))
    >>> len(squares), squares.buckets  # seven keys crowd eight buckets
    (7, 16)

A new map has 8 buckets. When it holds more than `load_factor` keys per bucket
on average, the number of buckets doubles, as often as it must; it never falls.
To read, write or delete a key takes O(1) steps on average, growth included,
as long as the hashes are well spread.

Each of the three calls the key's `__hash__` once, and `==` only on stored keys
with that very hash, once each at most; a key that is the same object is found
without `==`. Growth calls neither. What they raise gets through, and the map
stays as it was.

The rest is as in a `dict`: a missing key raises `KeyError(key)`, an unhashable
one `TypeError`, and once the number of keys has changed during an iteration,
its next step raises `RuntimeError`. Only the order is free.

Off limits, or the point is lost: `dict`, `set` and whatever is built on them.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ChainedHashMap(MutableMapping[K, V]):
    def __init__(self, items: Iterable[tuple[K, V]] = (), *, load_factor: float = 0.75) -> None:
        """Write the items, first to last; raise `ValueError` unless the load factor is above 0."""
        raise NotImplementedError

    @property
    def buckets(self) -> int:
        """How many buckets there are."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many keys are stored."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[K]:
        """Yield every key once, in any order."""
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
