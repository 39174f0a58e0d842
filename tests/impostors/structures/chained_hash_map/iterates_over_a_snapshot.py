# expect: had to raise RuntimeError
"""Iterates over a list made at the start, blind to what changes later."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __iter__(self):
        return iter([entry.key for chain in self._chains for entry in chain])
