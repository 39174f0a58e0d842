# expect: 'a' had to go
"""Throws out the key that was used last: a stack, not a queue."""

from solutions.structures.lru_cache import LRUCache as Reference


class LRUCache(Reference):
    def _evict(self):
        newest = self._root.prev
        self._unlink(newest)
        del self._nodes[newest.key]
