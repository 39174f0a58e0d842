# expect: one slot for them all; after discarding
"""Empties the slot of an element, and the search for those behind it ends there."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def _discard(self, entry):
        place = self._find(entry)
        super()._discard(entry)
        self._slots[place] = None
