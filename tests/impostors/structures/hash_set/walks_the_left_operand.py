# expect: large & small walks the smaller set
"""Walks the left operand of `&`, however large it is."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def __and__(self, other):
        if not isinstance(other, Reference):
            return NotImplemented
        return HashSet()._add_all(filter(other._has, self._entries()))
