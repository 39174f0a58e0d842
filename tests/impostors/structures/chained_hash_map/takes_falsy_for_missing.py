# expect: was written under 'a', reading gave 'nothing'
"""Tells a miss by the value, so a stored None or 0 is a miss."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __getitem__(self, key):
        entry = self._find(hash(key), key)
        value = entry and entry.value
        if not value:
            raise KeyError(key)
        return value
