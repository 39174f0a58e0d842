# expect: there are 3 nodes, so 4 different ones must raise ValueError
"""Returns fewer nodes than asked for when the ring has too few, so copies go missing unnoticed."""

from solutions.postgres.consistent_hash_ring import HashRing as Reference


class HashRing(Reference):
    def preference_list(self, key, n):
        return super().preference_list(key, min(n, len(self._nodes)))
