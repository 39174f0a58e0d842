# expect: 'user:1' is its key on whichever side.*\n.*above the last point the first is next
"""Searches for a point above the key and runs off the end of the list behind the last one."""

from bisect import bisect_left

from solutions.postgres.consistent_hash_ring import HashRing as Reference
from solutions.postgres.consistent_hash_ring import _position


class HashRing(Reference):
    def get(self, key):
        if not self._points:
            raise LookupError("no nodes")
        return self._points[bisect_left(self._points, (_position(key), ""))][1]
