# expect: on from the lowest point after the highest
"""Ends the preference list at the last point, short of copies, instead of closing the ring."""

from solutions.postgres.consistent_hash_ring import HashRing as Reference
from solutions.postgres.consistent_hash_ring import _position


class HashRing(Reference):
    def preference_list(self, key, n):
        if not 1 <= n <= len(self._nodes):
            raise ValueError(n)
        above = (node for position, node in self._points if position >= _position(key))
        return list(dict.fromkeys([self.get(key), *above]))[:n]
