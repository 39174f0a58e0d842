# expect: is one of the points of .*, but .* owns it
"""Gives every node a single point, whatever vnodes says."""

from solutions.postgres.consistent_hash_ring import HashRing as Reference


class HashRing(Reference):
    def __init__(self, nodes=(), *, vnodes=128):
        super().__init__(nodes, vnodes=min(vnodes, 1))
