# expect: nothing may change
"""Counts the key out before it has looked for it."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __delitem__(self, key):
        hashed = hash(key)
        self._size -= 1
        entry = self._find(hashed, key)
        if entry is None:
            self._size += 1
            raise KeyError(key)
        self._chain(hashed).remove(entry)
