# expect: without holes and tombstones
"""Doubles the slots when the room is used up, and keeps the holes among the entries."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def _rebuild(self):
        self._indices = [-1] * 2 * len(self._indices)
        for number, entry in enumerate(self._entries):
            if entry is not None:
                self._indices[self._free_slot(entry.hash)] = number
