# expect: HashSet\(a\) is a new set; but
"""Makes a HashSet of another one by taking over its very table."""

from solutions.structures.hash_set import HashSet as Reference
from solutions.structures.hash_set import _entries


class HashSet(Reference):
    def __init__(self, elements=()):
        super().__init__()
        if isinstance(elements, Reference):
            self.__dict__ |= elements.__dict__
        else:
            self._add_all(_entries(elements))

    def union(self, other):
        return type(self)()._add_all(self._entries())._add_all(_entries(other))
