"""Hash set: compare and combine whole sets, and never ask an element twice.

The elements live in a hash table of your own, with chains or open addressing as
you like, which remembers the hash of each. So two sets meet without hashing.

    >>> odd, prime = HashSet([1, 3, 5, 7, 9]), HashSet([2, 3, 5, 7])
    >>> sorted(odd & prime), sorted(prime - odd)
    ([3, 5, 7], [2])
    >>> odd < prime, prime < odd, odd == prime
    (False, False, False)
    >>> odd -= prime
    >>> sorted(odd.union(range(4)))
    [0, 1, 2, 3, 9]

All means what it means for a `set`: `<` is "a proper subset of"; `|`, `&`, `-`
make a new set, `|=` and `-=` change the left one, even if it stands on the
right as well. The order is free, and so is which of two equal elements stays.

Operators are for two HashSets. For any other operand, a `set` included, return
`NotImplemented`, and `s | [1]` raises `TypeError`, while `s == [1]` is False.
The constructor and `union` take any iterable. `>` and `>=` need no code.

Costs, with hashes well spread: O(1) on average to find, add or discard; `a & b`
walks the smaller one, `a - b` and `a <= b` walk a, `a |= b`, `a -= b` walk b.
Comparisons look at the lengths first, and stop at an element that is missing.

Only what comes from outside is hashed, and once: the argument of `in`, `add`
and `discard`, the items of an iterable that is no HashSet. `==` is called only
on elements with the same hash, and not on an element and itself.

Off limits, or the point is lost: `dict`, `set` and whatever is built on them.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class HashSet(Collection[T]):
    def __init__(self, elements: Iterable[T] = ()) -> None:
        """Hold each of the elements once."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many elements there are."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[T]:
        """Yield every element once, in any order."""
        raise NotImplementedError

    def __contains__(self, element: object) -> bool:
        raise NotImplementedError

    def add(self, element: T) -> None:
        """Make sure that the element is there."""
        raise NotImplementedError

    def discard(self, element: T) -> None:
        """Make sure that the element is not there."""
        raise NotImplementedError

    def union(self, other: Iterable[T]) -> "HashSet[T]":
        """Return a new set of all that is in this one or among the others."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError

    def __le__(self, other: "HashSet[T]") -> bool:
        """Say whether every element is in the other set as well."""
        raise NotImplementedError

    def __lt__(self, other: "HashSet[T]") -> bool:
        """Say whether every element is in the other set, which has more."""
        raise NotImplementedError

    def __or__(self, other: "HashSet[T]") -> "HashSet[T]":
        """Return a new set of what is in either."""
        raise NotImplementedError

    def __and__(self, other: "HashSet[T]") -> "HashSet[T]":
        """Return a new set of what is in both."""
        raise NotImplementedError

    def __sub__(self, other: "HashSet[T]") -> "HashSet[T]":
        """Return a new set of what is here and not in the other."""
        raise NotImplementedError

    def __ior__(self, other: "HashSet[T]") -> "HashSet[T]":
        raise NotImplementedError

    def __isub__(self, other: "HashSet[T]") -> "HashSet[T]":
        raise NotImplementedError
