"""Compact dict, solved with a list of entries and a list of their numbers.

A hash table must stay a third empty to be fast, and what is empty costs
memory. So let the sparse table hold nothing but small numbers (one byte each up
to 128 slots, in C) and put the 24 bytes of hash, key and value into a dense
array. Insertion order costs nothing: nobody ever moves an entry past another.

A search ends at the first empty slot, hence the tombstone: a slot emptied by a
deletion would cut off every key that had once gone on from there. The hole in
the entries spares us renumbering all that follow. Both are swept out together
when the room is used up. Room is counted in entries, dead ones included, since
each may have left a tombstone: if a deletion returned it, tombstones could fill
the table and a search for a missing key would not end.

`5 * slot + 1` reaches every slot when their number is a power of two, but keys
with equal low bits would all take the same way. Adding `perturb` brings in the
upper bits, 5 at a time. It must be unsigned: -1 >> 5 is -1 for ever.

Cost: O(1) amortised for a call, O(entries, holes included) for an iteration.
Taking the first key again and again is therefore quadratic, here as in CPython.
`dict.popitem` takes the last key and is cheap, for the last entry can leave its
array for good; the one we inherit from `MutableMapping` takes the first.
Use `dict` at work, and `OrderedDict` or a deque where keys leave at the front.
CPython differs in a detail of the rebuild: for one or two live keys it takes 16
slots.

Interview: "How does a Python dict work, and why is it ordered?" Name the two
tables and draw them for three keys. Ordered: iteration walks the entries; an
accident of 3.6, a promise of the language since 3.7. Compact: only the index
table is sparse, and its numbers take 1, 2, 4 or 8 bytes. Collisions: open
addressing, with the probe sequence drawn from the whole hash; identity, then
the stored hash, then `==`. Deletion: a tombstone and a hole, reclaimed by the
next rebuild, so a dict does not shrink when you delete but when you insert.
Growth: at two thirds, to more than three times the live keys, without a single
call of `__hash__`. Worst case: equal hashes, O(n).

Hints
-----
1. On paper, write the keys 0, 8 and 16 into 8 slots, delete 8, and look for 16.
   What must slot 1 say? What would go wrong if it said "empty"?
2. `__getitem__`, `__setitem__` and `__delitem__` begin with the same search.
   What must it return so that none of them has to search again?
3. If a deletion puts None in the list of entries, the length of that list says
   how much room is used. Which number must you then count on your own?
4. `__setitem__` searches for the key first, then makes room, and only then picks
   a slot: a rebuild changes the slots.
5. `_rebuild()`: drop the holes, make a list of -1, and give each entry in turn
   the first free slot of its sequence. Nothing is looked up, nothing compared.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

EMPTY, TOMBSTONE = -1, -2


def probe_sequence(hashed: int, mask: int) -> Iterator[int]:
    perturb = hashed & 0xFFFF_FFFF_FFFF_FFFF
    slot = perturb & mask
    while True:
        yield slot
        perturb >>= 5
        slot = (5 * slot + perturb + 1) & mask


class _Entry(Generic[K, V]):
    __slots__ = ("hash", "key", "value")

    def __init__(self, hashed: int, key: K, value: V) -> None:
        self.hash = hashed
        self.key = key
        self.value = value


class CompactDict(MutableMapping[K, V]):
    def __init__(self, items: Iterable[tuple[K, V]] = ()) -> None:
        self._size = 0
        self._entries: list[_Entry[K, V] | None] = []
        self._indices = [EMPTY] * 8
        self.update(items)

    @property
    def indices(self) -> list[int]:
        return self._indices.copy()

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[K]:
        size = self._size
        for entry in self._entries:
            if entry is None:
                continue
            yield entry.key
            if self._size != size:
                raise RuntimeError("the dict changed size during iteration")

    def __getitem__(self, key: K) -> V:
        found = self._find(key, hash(key))
        if found is None:
            raise KeyError(key)
        return found[1].value

    def __setitem__(self, key: K, value: V) -> None:
        hashed = hash(key)
        found = self._find(key, hashed)
        if found is not None:
            found[1].value = value
            return
        if not self._room():
            self._rebuild()
        self._indices[self._free_slot(hashed)] = len(self._entries)
        self._entries.append(_Entry(hashed, key, value))
        self._size += 1

    def __delitem__(self, key: K) -> None:
        found = self._find(key, hash(key))
        if found is None:
            raise KeyError(key)
        slot, _ = found
        self._entries[self._indices[slot]] = None
        self._indices[slot] = TOMBSTONE
        self._size -= 1

    def _find(self, key: K, hashed: int) -> tuple[int, _Entry[K, V]] | None:
        for slot in self._probe(hashed):
            number = self._indices[slot]
            if number == EMPTY:
                break
            entry = None if number == TOMBSTONE else self._entries[number]
            if entry and entry.hash == hashed and (entry.key is key or entry.key == key):
                return slot, entry
        return None

    def _free_slot(self, hashed: int) -> int:
        return next(slot for slot in self._probe(hashed) if self._indices[slot] < 0)

    def _probe(self, hashed: int) -> Iterator[int]:
        return probe_sequence(hashed, len(self._indices) - 1)

    def _room(self) -> int:
        return 2 * len(self._indices) // 3 - len(self._entries)

    def _rebuild(self) -> None:
        live = [entry for entry in self._entries if entry is not None]
        self._entries = [*live]
        self._indices = [EMPTY] * max(8, 1 << (3 * self._size).bit_length())
        for number, entry in enumerate(live):
            self._indices[self._free_slot(entry.hash)] = number
