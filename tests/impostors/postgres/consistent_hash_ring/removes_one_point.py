# expect: a removed node owns nothing: all its points must go
"""Takes only the first point of a removed node off the ring and leaves the others."""

from solutions.postgres.consistent_hash_ring import HashRing as Reference


class HashRing(Reference):
    def remove(self, node):
        self._nodes.remove(node)
        owners = [owner for _, owner in self._points]
        del self._points[owners.index(node)]
