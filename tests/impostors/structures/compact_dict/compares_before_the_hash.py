# expect: their hashes tell them apart
"""Keeps the hashes and still compares every key on the way."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def _find(self, key, hashed):
        for slot in self._probe(hashed):
            number = self._indices[slot]
            if number == -1:
                break
            entry = self._entries[number] if number >= 0 else None
            if entry and (entry.key is key or entry.key == key):
                return slot, entry
        return None
