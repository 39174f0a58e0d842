# expect: 16 is entry 2 still
"""Takes the entry out of the list and renumbers all that follow."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def __delitem__(self, key):
        super().__delitem__(key)
        hole = self._entries.index(None)
        del self._entries[hole]
        self._indices = [number - (number > hole) for number in self._indices]
