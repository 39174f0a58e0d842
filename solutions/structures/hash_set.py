"""Hash set, solved with open addressing and entries that carry their hash.

An entry is a pair of a hash and an element, and a whole entry is what the
private methods take. The public ones hash on the way in; the algebra takes
entries out of one set and looks them up in the other, so it has nothing to
hash. Each operator is a loop over one set and lookups in the other: its cost is
a matter of which set it walks.

Two tuples are compared item by item, each by identity before equality, up to
the first that differs. So one `==` of entries is all it takes: ints tell most
elements apart, and the rest is asked for its own `==` only where it matters.

Whoever finds a slot taken tries the next, and a free slot ends the search.
Therefore a slot is never freed: a tombstone stays behind, and takes room until
a rebuild drops it. Count only what is in the set, and the elements that pass
through it use up the free slots, where searches end. In return nothing moves,
so `s -= s` may walk what it changes; with chains, it must walk a copy.

At work, use `set`. It is open addressing too, but jumps elsewhere after a few
neighbours, since runs of taken slots grow together. Its costs are those of the
brief: `a & b` is O(min), `a - b` is O(len(a)), `a |= b` is O(len(b)) while
`a = a | b` copies both, which in a loop is quadratic. `MutableSet` would have
given us the operators for five methods, but not these: its mixins hash again,
`&` walks the right operand, and `|` accepts a list on either side. `<` on sets
is a partial order: of two sets, neither may be less, so sorting and `max` of
sets mean nothing.

Interview: "What do set operations cost, and why?" Say which operand each one
walks, and that a lookup is O(1) on average, O(n) if hashes collide. Say that
the hash is stored: sets meet by comparing ints first and call `==` on equal
hashes only, identity before that. Operators demand sets, since `s | "ab"` is
more likely a slip than a wish; methods take any iterable and hash what they
are given. `discard` forgives what `remove` does not; `isdisjoint` stops where
`a & b` goes on; a set that can change has no hash, `frozenset` has one. On
collisions: chains or open addressing, and what a deletion leaves behind.

Hints
-----
1. What must a set hand to another, so that the other can look an element up
   without calling its `__hash__`?
2. Write private add, discard and lookup that take an element with its hash.
   Which public methods are now a single line?
3. If a deleted slot becomes free, which elements are lost? If it does not,
   what must you count, and when do you build a new list?
4. Every operator walks one set and looks things up in the other. Which set may
   it walk, for each of them? And if both are the same object?
5. `a & b`: keep those entries of the shorter that the longer has. `a -= b`:
   discard from a, for each entry of b. `a < b`: shorter, and `a <= b`. For all
   operators: `NotImplemented` unless `other` is a HashSet.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, filterfalse
from typing import TypeVar

T = TypeVar("T")
Result = TypeVar("Result")

_Entry = tuple[int, T]
#: What remains where an entry was: the search goes on behind it, unlike behind None.
_TOMBSTONE = ()


def _between_sets(
    operator: Callable[["HashSet[T]", "HashSet[T]"], Result],
) -> Callable[["HashSet[T]", "HashSet[T]"], Result]:
    """Let the operator refuse whatever is no HashSet."""

    def checked(self: "HashSet[T]", other: "HashSet[T]") -> Result:
        return operator(self, other) if isinstance(other, HashSet) else NotImplemented

    return checked


class HashSet(Collection[T]):
    def __init__(self, elements: Iterable[T] = ()) -> None:
        self._slots: list[_Entry[T] | tuple[()] | None] = [None]
        self._room = 1  # how many slots may be taken until the next rebuild
        self._size = 0
        self._add_all(_entries(elements))

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[T]:
        return (element for _, element in self._entries())

    def __contains__(self, element: object) -> bool:
        return self._has((hash(element), element))

    def add(self, element: T) -> None:
        self._add((hash(element), element))

    def discard(self, element: T) -> None:
        self._discard((hash(element), element))

    def union(self, other: Iterable[T]) -> "HashSet[T]":
        return type(self)(self)._add_all(_entries(other))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HashSet):
            return NotImplemented
        return len(self) == len(other) and self <= other

    @_between_sets
    def __le__(self, other: "HashSet[T]") -> bool:
        return len(self) <= len(other) and all(map(other._has, self._entries()))

    @_between_sets
    def __lt__(self, other: "HashSet[T]") -> bool:
        return len(self) < len(other) and self <= other

    @_between_sets
    def __or__(self, other: "HashSet[T]") -> "HashSet[T]":
        return self.union(other)

    @_between_sets
    def __and__(self, other: "HashSet[T]") -> "HashSet[T]":
        few, many = sorted((self, other), key=len)
        return type(self)()._add_all(filter(many._has, few._entries()))

    @_between_sets
    def __sub__(self, other: "HashSet[T]") -> "HashSet[T]":
        return type(self)()._add_all(filterfalse(other._has, self._entries()))

    @_between_sets
    def __ior__(self, other: "HashSet[T]") -> "HashSet[T]":
        return self._add_all(other._entries())

    @_between_sets
    def __isub__(self, other: "HashSet[T]") -> "HashSet[T]":
        for entry in other._entries():
            self._discard(entry)
        return self

    def _entries(self) -> Iterator[_Entry[T]]:
        return (entry for entry in self._slots if entry)

    def _places(self, hashed: int) -> Iterator[int]:
        """Go once round the table, from where such a hash wants to be."""
        home = hashed % len(self._slots)
        return chain(range(home, len(self._slots)), range(home))

    def _find(self, entry: _Entry[object]) -> int:
        """Return the slot of an equal entry, or else the free one where the search ended."""
        return next(at for at in self._places(entry[0]) if self._slots[at] in (None, entry))

    def _has(self, entry: _Entry[object]) -> bool:
        return self._slots[self._find(entry)] is not None

    def _add(self, entry: _Entry[T]) -> None:
        place = self._find(entry)
        if self._slots[place] is not None:
            return
        self._slots[place] = entry
        self._size += 1
        self._room -= 1
        if not self._room:
            self._rebuild()

    def _add_all(self, entries: Iterable[_Entry[T]]) -> "HashSet[T]":
        for entry in entries:
            self._add(entry)
        return self

    def _discard(self, entry: _Entry[T]) -> None:
        place = self._find(entry)
        if self._slots[place] is not None:
            self._slots[place] = _TOMBSTONE
            self._size -= 1

    def _rebuild(self) -> None:
        """Make four slots for each entry, and leave the tombstones behind."""
        entries = list(self._entries())
        self._room = len(entries)
        self._slots = [None, None, None, None] * len(entries)
        for entry in entries:
            free = next(at for at in self._places(entry[0]) if self._slots[at] is None)
            self._slots[free] = entry


def _entries(elements: Iterable[T]) -> Iterator[_Entry[T]]:
    """Pair the elements with their hashes, which a HashSet knows."""
    if isinstance(elements, HashSet):
        return elements._entries()
    return ((hash(element), element) for element in elements)
