# expect: their hashes tell them apart
"""Keeps the hashes and still compares every key of the chain."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def _find(self, hashed, key):
        for entry in self._chain(hashed):
            if entry.key is key or entry.key == key:
                return entry
        return None
