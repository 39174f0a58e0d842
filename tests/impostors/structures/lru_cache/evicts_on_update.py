# expect: nobody had to go
"""Makes room before it looks whether the key is there already."""

from solutions.structures.lru_cache import LRUCache as Reference


class LRUCache(Reference):
    def put(self, key, value):
        if len(self) == self._capacity and self._root.next.key != key:
            self._evict()
        super().put(key, value)
