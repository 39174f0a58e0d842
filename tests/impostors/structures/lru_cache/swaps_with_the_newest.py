# expect: the order of last use is c, d, b, a
"""Moves a node to the end by swapping it with the newest: two keys change places."""

from solutions.structures.lru_cache import LRUCache as Reference


class LRUCache(Reference):
    def _make_newest(self, node):
        newest = self._root.prev
        if node.next is node and node is not newest:
            super()._make_newest(node)
        elif node is not newest:
            node.key, newest.key = newest.key, node.key
            node.value, newest.value = newest.value, node.value
            self._nodes[node.key], self._nodes[newest.key] = node, newest

    def get(self, key, default=None):
        if super().get(key, self) is self:
            return default
        return self._nodes[key].value
