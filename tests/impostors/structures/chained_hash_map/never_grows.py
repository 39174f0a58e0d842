# expect: 8 doubled as often as needed is 16
"""Stays with its first eight buckets for ever."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __setitem__(self, key, value):
        factor, self._load_factor = self._load_factor, float("inf")
        super().__setitem__(key, value)
        self._load_factor = factor
