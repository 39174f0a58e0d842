# expect: a full cache stays full
"""Evicts only once there is one key more than the capacity."""

from solutions.structures.lru_cache import LRUCache as Reference


class LRUCache(Reference):
    def __init__(self, capacity):
        super().__init__(capacity)
        self._capacity = capacity + 1
