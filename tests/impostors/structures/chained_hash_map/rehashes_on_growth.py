# expect: nobody has to be asked again
"""Hashes all keys anew when it moves them."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def _grow(self):
        entries = [entry for chain in self._chains for entry in chain]
        self._chains = [[] for _ in range(2 * self.buckets)]
        for entry in entries:
            self._chain(hash(entry.key)).append(entry)
