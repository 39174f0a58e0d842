# expect: 'a' was written last
"""Writing a key that is there replaces the value, but does not count as use."""

from solutions.structures.lru_cache import LRUCache as Reference


class LRUCache(Reference):
    def put(self, key, value):
        if key in self._nodes:
            self._nodes[key].value = value
        else:
            super().put(key, value)
