# expect: a new cache already had what another one stored
"""Keeps the nodes in class attributes, so all caches are one."""

from solutions.structures.lru_cache import LRUCache as Reference
from solutions.structures.lru_cache import _Node


class LRUCache(Reference):
    _shared_nodes = {}  # noqa: RUF012
    _shared_root = _Node(None)

    def __init__(self, capacity):
        super().__init__(capacity)
        if len(self._shared_nodes) > capacity:
            self._shared_nodes.clear()
            self._shared_root.prev = self._shared_root.next = self._shared_root
        self._nodes = self._shared_nodes
        self._root = self._shared_root
