# expect: to read a key takes O\(1\) steps
"""Has buckets, and searches all of them."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def _find(self, hashed, key):
        for chain in self._chains:
            for entry in chain:
                if entry.hash == hashed and (entry.key is key or entry.key == key):
                    return entry
        return None
