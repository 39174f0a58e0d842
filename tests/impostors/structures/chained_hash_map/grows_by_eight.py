# expect: 8 doubled as often as needed is 32
"""Adds eight buckets at a time, so n writes move O(n * n) entries."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def _grow(self):
        entries = [entry for chain in self._chains for entry in chain]
        self._chains = [[] for _ in range(self.buckets + 8)]
        for entry in entries:
            self._chain(entry.hash).append(entry)
