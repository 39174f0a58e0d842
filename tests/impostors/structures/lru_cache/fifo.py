# expect: 'a' was read last
"""Evicts the oldest key, whether or not it was read since."""

from solutions.structures.lru_cache import LRUCache as Reference


class LRUCache(Reference):
    def get(self, key, default=None):
        node = self._nodes.get(key)
        return default if node is None else node.value
