# expect: 'at or above' includes it
"""Looks only above the key, so a key right on a point goes to the next point."""

from bisect import bisect_right
from itertools import count
from operator import itemgetter

from solutions.postgres.consistent_hash_ring import HashRing as Reference
from solutions.postgres.consistent_hash_ring import _position


class HashRing(Reference):
    def _upwards(self, key):
        first = bisect_right(self._points, _position(key), key=itemgetter(0))
        for index in count(first):
            yield self._points[index % len(self._points)][1]
