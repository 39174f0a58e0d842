# expect: get takes O\(log p\) time
"""Looks at one point after another until it is at or above the key."""

from solutions.postgres.consistent_hash_ring import HashRing as Reference
from solutions.postgres.consistent_hash_ring import _position


class HashRing(Reference):
    def get(self, key):
        if not self._points:
            raise LookupError("no nodes")
        wanted = _position(key)
        for position, node in self._points:
            if position >= wanted:
                return node
        return self._points[0][1]
