# expect: get gave 'nothing': not a miss
"""Asks whether the value is true instead of whether the key is there."""

from solutions.structures.lru_cache import LRUCache as Reference


class LRUCache(Reference):
    def get(self, key, default=None):
        return super().get(key) or default
