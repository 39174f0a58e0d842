# expect: b = the same set: a & b is a new set; but
"""Returns the very set as the result of `s & s`."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def __and__(self, other):
        return self if other is self else super().__and__(other)
