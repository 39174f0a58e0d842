# expect: their hashes tell them apart
"""Takes the absolute value to have no negative index, so 5 and -5 look alike."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def _chain(self, hashed):
        return super()._chain(abs(hashed))

    def _find(self, hashed, key):
        for entry in self._chain(hashed):
            if abs(entry.hash) == abs(hashed) and (entry.key is key or entry.key == key):
                return entry
        return None
