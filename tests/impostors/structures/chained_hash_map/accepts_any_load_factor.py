# expect: load_factor=0 must raise ValueError
"""Checks the load factor nowhere."""

from solutions.structures.chained_hash_map import ChainedHashMap as Reference


class ChainedHashMap(Reference):
    def __init__(self, items=(), *, load_factor=0.75):
        super().__init__(items, load_factor=load_factor if load_factor > 0 else 0.75)
