# expect: a second copy on the same node is no copy
"""Lists the nodes of the next n points, though several points may belong to one node."""

from itertools import islice

from solutions.postgres.consistent_hash_ring import HashRing as Reference


class HashRing(Reference):
    def preference_list(self, key, n):
        if not 1 <= n <= len(self._nodes):
            raise ValueError(n)
        return list(islice(self._upwards(key), n))
