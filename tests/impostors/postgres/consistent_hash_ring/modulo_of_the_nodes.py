# expect: when 'd' joins, a key may only move to 'd'
"""Takes the hash modulo the number of nodes, so one node more reshuffles nearly all the keys."""

from hashlib import sha256

from solutions.postgres.consistent_hash_ring import HashRing as Reference


class HashRing(Reference):
    def get(self, key):
        if not self._nodes:
            raise LookupError("no nodes")
        number = int(sha256(key.encode()).hexdigest(), 16)
        return sorted(self._nodes)[number % len(self._nodes)]
