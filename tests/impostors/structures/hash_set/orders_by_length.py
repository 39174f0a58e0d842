# expect: a proper subset: all of a is in b
"""Takes `<` for "has fewer elements"."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    def __lt__(self, other):
        return len(self) < len(other) if isinstance(other, Reference) else NotImplemented
