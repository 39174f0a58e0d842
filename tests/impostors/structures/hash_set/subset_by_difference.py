# expect: one call of == shows that it is False
"""Finds all that is missing, to see that something is."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def __le__(self, other):
        if not isinstance(other, Reference):
            return NotImplemented
        return len(self) <= len(other) and len(self - other) == 0
