# expect: had to raise RuntimeError
"""Lets an iteration go on, blind to what changes meanwhile."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __iter__(self):
        return iter([entry.key for chain in self._chains for entry in chain])
