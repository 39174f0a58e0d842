# expect: nobody has to be asked again
"""Hashes all keys anew when it enters them into the new table."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def _rebuild(self):
        super()._rebuild()
        for entry in self._entries:
            entry.hash = hash(entry.key)
