# expect: stands above the last point, so the first, that of
"""Gives the keys above the last point to that last point instead of closing the ring."""

from bisect import bisect_left

from solutions.postgres.consistent_hash_ring import HashRing as Reference
from solutions.postgres.consistent_hash_ring import _position


class HashRing(Reference):
    def get(self, key):
        if not self._points:
            raise LookupError("no nodes")
        index = bisect_left(self._points, (_position(key), ""))
        return self._points[min(index, len(self._points) - 1)][1]
