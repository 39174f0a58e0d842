# expect: what another one stored
"""Makes the buckets once, and every new map begins with them."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference

CHAINS = [[] for _ in range(8)]


class ChainedHashMap(Reference):
    def __init__(self, items=(), *, load_factor=0.75):
        super().__init__(load_factor=load_factor)
        self._chains = CHAINS
        self.update(items)
