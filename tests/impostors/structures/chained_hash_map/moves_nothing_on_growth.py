# expect: lost: \[
"""Adds empty buckets and leaves every entry where it was."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def _grow(self):
        self._chains += [[] for _ in self._chains]
