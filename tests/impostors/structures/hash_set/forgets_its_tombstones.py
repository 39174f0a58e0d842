# expect: goes round for ever
"""Counts only what is in the set, until tombstones fill the table and no search ends."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def _discard(self, entry):
        before = len(self)
        super()._discard(entry)
        self._room += before - len(self)

    def _places(self, hashed):
        while True:
            yield from super()._places(hashed)
