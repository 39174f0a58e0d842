# expect: KeyError\('x'\) was due
"""Gives None for a key that is not there, as `get` does."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __getitem__(self, key):
        entry = self._find(hash(key), key)
        return entry and entry.value
