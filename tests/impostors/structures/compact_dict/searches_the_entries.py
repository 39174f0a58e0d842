# expect: steps, but with
"""Keeps a fine index table, and searches the entries from the first to the last."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def _find(self, key, hashed):
        for number, entry in enumerate(self._entries):
            if entry and entry.hash == hashed and (entry.key is key or entry.key == key):
                return self._indices.index(number), entry
        return None
