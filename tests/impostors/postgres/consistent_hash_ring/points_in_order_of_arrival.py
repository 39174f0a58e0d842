# expect: nodes added in the order c, a, b must give the same ring
"""Sorts the points of each new node but appends them to the others, so the list is unsorted."""

from solutions.postgres.consistent_hash_ring import HashRing as Reference
from solutions.postgres.consistent_hash_ring import _position


class HashRing(Reference):
    def add(self, node):
        if node in self._nodes:
            raise ValueError(node)
        self._nodes.add(node)
        self._points += sorted((_position(f"{node}#{i}"), node) for i in range(self._vnodes))
