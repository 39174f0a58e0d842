# expect: n writes take O\(n\) steps
"""Adds up the chains whenever it must know whether a write needs growth."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self._size = sum(len(chain) for chain in self._chains)
