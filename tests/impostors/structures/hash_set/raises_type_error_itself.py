# expect: lets x speak
"""Raises `TypeError` where it should return `NotImplemented`."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def __or__(self, other):
        if not isinstance(other, Reference):
            raise TypeError(f"not a HashSet: {other!r}")
        return super().__or__(other)
