# expect: a new value adds no key
"""Makes room before it knows whether the key is new."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __setitem__(self, key, value):
        while self._size + 1 > self._load_factor * self.buckets:
            self._grow()
        super().__setitem__(key, value)
