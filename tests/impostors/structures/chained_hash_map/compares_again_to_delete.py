# expect: 5 comparisons are enough
"""Finds the entry, then has `list.index` look for an equal key once more."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __delitem__(self, key):
        hashed = hash(key)
        if self._find(hashed, key) is None:
            raise KeyError(key)
        chain = self._chain(hashed)
        same = [entry.key if entry.hash == hashed else None for entry in chain]
        del chain[same.index(key)]
        self._size -= 1
