# expect: a \|= b walks b
"""Builds the whole union anew and moves it into the old object."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def __ior__(self, other):
        if not isinstance(other, Reference):
            return NotImplemented
        self.__dict__ = (self | other).__dict__
        return self
