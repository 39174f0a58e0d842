"""Hash map, solved with a list of short lists.

The hash tells where a key can be, and nothing else has to be looked at. Two
keys may still share a bucket, since buckets are few and keys are endless, so
each holds a chain. An entry remembers its full hash, which pays twice: moving
needs no hashing, and most keys that meet are told apart by comparing two ints.

Identity goes before equality. It is faster, and it finds a NaN, which is not
even equal to itself. All that can raise (the hash, the comparisons) happens
before the first change, so a failed call has nothing to undo.

Cost: one call of `__hash__`, then a chain of `load_factor` entries on average.
One insertion in many moves everything and is O(n); because the number of
buckets doubles, n insertions move about 2n entries at worst. Against equal
hashes no growth helps: every call is O(n). At work, use `dict`. It is open
addressing: whoever finds a slot taken tries the next in a sequence drawn from
the hash, so there are no chains to follow, and memory is compact. Chains win
where deletions abound or entries must stay where they are.

Interview: "How does a hash table work, and what about collisions?" Go from
key to hash to index; say why collisions are certain (more keys than slots) and
may be malice (on 64 bits every multiple of 2**61 - 1 hashes to 0); name the two
cures, chains and open addressing, and that the latter leaves a tombstone where
a key was deleted; explain load factor and doubling: O(1) amortised, O(n) at
worst. Then the contract: equal keys have equal hashes, and a hash must not
change while its key is stored. For CPython: identity, stored hash, `==`, in
that order; the hashes of str and bytes are salted per process (`PYTHONHASHSEED`),
those of ints are not.

Hints
-----
1. Where must you look for a key if all you know is its hash? And if a
   hundred keys are there?
2. What could you keep beside the key, so that growth need not ask it again
   and most keys in the chain need not be compared?
3. Reading, writing and deleting begin alike. Which function do they share,
   and what does it return when there is no such key?
4. `_find(hashed, key)`: in the chain at `hashed % len(buckets)`, return the
   entry whose hash is equal and whose key is the same or equal. Write: change
   the entry found, or append one, count it, and double while too full.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class _Entry(Generic[K, V]):
    __slots__ = ("hash", "key", "value")

    def __init__(self, hashed: int, key: K, value: V) -> None:
        self.hash = hashed
        self.key = key
        self.value = value


class ChainedHashMap(MutableMapping[K, V]):
    def __init__(self, items: Iterable[tuple[K, V]] = (), *, load_factor: float = 0.75) -> None:
        if not load_factor > 0:  # nor is NaN
            raise ValueError(f"load_factor must be above 0, not {load_factor}")
        self._load_factor = load_factor
        self._size = 0
        self._chains: list[list[_Entry[K, V]]] = [[] for _ in range(8)]
        self.update(items)

    @property
    def buckets(self) -> int:
        return len(self._chains)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[K]:
        size = self._size
        for chain in self._chains:
            for entry in chain:
                yield entry.key
                if self._size != size:
                    raise RuntimeError("the map changed size during iteration")

    def __getitem__(self, key: K) -> V:
        entry = self._find(hash(key), key)
        if entry is None:
            raise KeyError(key)
        return entry.value

    def __setitem__(self, key: K, value: V) -> None:
        hashed = hash(key)
        entry = self._find(hashed, key)
        if entry is not None:
            entry.value = value
            return
        self._chain(hashed).append(_Entry(hashed, key, value))
        self._size += 1
        while self._size > self._load_factor * self.buckets:
            self._grow()

    def __delitem__(self, key: K) -> None:
        hashed = hash(key)
        entry = self._find(hashed, key)
        if entry is None:
            raise KeyError(key)
        self._chain(hashed).remove(entry)
        self._size -= 1

    def _find(self, hashed: int, key: K) -> _Entry[K, V] | None:
        for entry in self._chain(hashed):
            if entry.hash == hashed and (entry.key is key or entry.key == key):
                return entry
        return None

    def _chain(self, hashed: int) -> list[_Entry[K, V]]:
        return self._chains[hashed % self.buckets]

    def _grow(self) -> None:
        entries = [entry for chain in self._chains for entry in chain]
        self._chains = [[] for _ in range(2 * self.buckets)]
        for entry in entries:
            self._chain(entry.hash).append(entry)
