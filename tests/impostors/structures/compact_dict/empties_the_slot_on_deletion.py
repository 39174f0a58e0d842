# expect: the search must go on past a deleted key
"""Marks the slot of a deleted key as never used."""

from solutions.structures.compact_dict import EMPTY, TOMBSTONE, probe_sequence
from solutions.structures.compact_dict import CompactDict as Reference

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def __delitem__(self, key):
        super().__delitem__(key)
        self._indices = [EMPTY if slot == TOMBSTONE else slot for slot in self._indices]
