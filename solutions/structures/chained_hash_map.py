"""Hash map, solved with a list of short lists.

A hash says where a key can be, and nothing else has to be looked at. Two keys
may still share a bucket, since buckets are few and keys are endless, so each
bucket holds a chain of entries. An entry remembers its full hash. That makes
growth cheap, as moving needs no hashing, and turns most collisions into one
comparison of ints: equal buckets do not mean equal hashes.

Identity goes before equality. It is faster, and it finds a NaN, which is not
even equal to itself. Everything that can raise (the hash, the comparisons)
happens before the first change, so a failed call has nothing to undo.

Cost: one call of `__hash__`, then a chain of `load_factor` entries on average.
One insertion in many is O(n), when all entries move; because the number of
buckets doubles, n insertions move fewer than 2n entries in all. Equal hashes
for everybody make every call O(n): no growth helps. At work, use `dict`. It is
open addressing: no chains, an entry that finds its slot taken goes to the next
in a sequence drawn from the hash, so memory is compact and the cache is happy.
Chains come back where deletions abound or entries must not move.

Interview: "How does a hash table work, and what about collisions?" Go from
key to hash to index; say why collisions are certain (more keys than slots, and
an attacker may choose them: every multiple of 2**61 - 1 hashes to 0 on 64 bits);
name the two cures, chains and open addressing, and that the latter leaves a
tombstone where a key was deleted; explain load factor and doubling, amortised
O(1), O(n) at worst. Then the contract: equal keys have equal hashes, and a
hash must not change while its key is stored. For CPython: identity, stored
hash, `==`, in that order; the hashes of str and bytes are salted in each process
(`PYTHONHASHSEED`), those of ints are not.

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
