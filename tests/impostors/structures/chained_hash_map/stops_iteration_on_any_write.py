# expect: changed no number of keys
"""Counts every write as a change, new values too."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    writes = 0

    def __setitem__(self, key, value):
        self.writes += 1
        super().__setitem__(key, value)

    def __iter__(self):
        writes = self.writes
        for key in super().__iter__():
            yield key
            if self.writes != writes:
                raise RuntimeError("the map changed during iteration")
