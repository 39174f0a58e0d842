# expect: first free slot of probe_sequence
"""Knows the probe sequence, and looks in the next slot instead: linear probing."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def _probe(self, hashed):
        slots = len(self._indices)
        slot = hashed % slots
        while True:
            yield slot
            slot = (slot + 1) % slots
