# expect: __hash__ was called 2 times
"""Asks whether the key is there, and then starts again to write it."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __setitem__(self, key, value):
        if key in self:
            self._find(hash(key), key).value = value
        else:
            super().__setitem__(key, value)
