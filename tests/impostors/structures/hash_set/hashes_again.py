# expect: all their hashes were known
"""Goes through the front door, which knows elements and no hashes."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def __and__(self, other):
        if not isinstance(other, Reference):
            return NotImplemented
        few, many = sorted((self, other), key=len)
        return HashSet(each for each in few if each in many)
