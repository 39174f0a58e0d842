# expect: at most 2 per bucket
"""Takes a load factor and always uses 0.75."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __init__(self, items=(), *, load_factor=0.75):
        super().__init__(load_factor=load_factor)
        self._load_factor = 0.75
        self.update(items)
