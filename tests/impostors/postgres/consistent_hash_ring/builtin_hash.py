# expect: by SHA-256, so in every process alike
"""Places texts by the built-in hash, which is salted anew in each process."""

from bisect import bisect_left

from solutions.postgres.consistent_hash_ring import HashRing as Reference


class HashRing(Reference):
    def add(self, node):
        if node in self._nodes:
            raise ValueError(node)
        self._nodes.add(node)
        self._points += [(hash(f"{node}#{i}"), node) for i in range(self._vnodes)]
        self._points.sort()

    def _upwards(self, key):
        first = bisect_left(self._points, (hash(key), ""))
        for step in range(len(self._points)):
            yield self._points[(first + step) % len(self._points)][1]
