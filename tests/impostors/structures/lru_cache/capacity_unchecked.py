# expect: must raise ValueError: it has room for nothing
"""Takes any capacity and fails later, or never."""

from solutions.structures.lru_cache import LRUCache as Reference


class LRUCache(Reference):
    def __init__(self, capacity):
        super().__init__(max(capacity, 1))
