# expect: there is no third key
"""Puts a new entry in front of the old one instead of changing it."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference
from solutions.structures.chained_hash_map import _Entry


class ChainedHashMap(Reference):
    def __setitem__(self, key, value):
        hashed = hash(key)
        self._chain(hashed).insert(0, _Entry(hashed, key, value))
        self._size += 1
        while self._size > self._load_factor * self.buckets:
            self._grow()
