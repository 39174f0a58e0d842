# expect: 4 is the newest
"""Gives a key that comes back the entry that it had before."""

from solutions.structures.compact_dict import CompactDict as Reference
from solutions.structures.compact_dict import probe_sequence

__all__ = ["CompactDict", "probe_sequence"]


class CompactDict(Reference):
    def __init__(self, items=()):
        self.dead = {}
        super().__init__(items)

    def __delitem__(self, key):
        slot, entry = self._find(key, hash(key)) or (None, None)
        number = None if slot is None else self._indices[slot]
        super().__delitem__(key)
        self.dead[key] = slot, number, entry

    def __setitem__(self, key, value):
        if key not in self.dead:
            super().__setitem__(key, value)
            return
        slot, number, entry = self.dead.pop(key)
        entry.value = value
        self._indices[slot], self._entries[number] = number, entry
        self._size += 1
