# expect: deleted
"""Takes the end of the chain away, wherever in it the key was found."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __delitem__(self, key):
        hashed = hash(key)
        if self._find(hashed, key) is None:
            raise KeyError(key)
        self._chain(hashed).pop()
        self._size -= 1
