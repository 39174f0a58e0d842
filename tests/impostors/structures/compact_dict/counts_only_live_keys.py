# expect: finds no room
"""Gives the room back when a key is deleted, so tombstones fill the table."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def _room(self):
        return 2 * len(self._indices) // 3 - self._size
