# expect: makes a new set; but after adding to it
"""Copies the reference to the slots, not the slots."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def __init__(self, elements=()):
        super().__init__()
        if isinstance(elements, Reference):
            self.__dict__ |= elements.__dict__
        else:
            self._add_all((hash(each), each) for each in elements)
