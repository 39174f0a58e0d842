# expect: s \| \[1\]: TypeError was due
"""Leaves the algebra to `MutableSet`, which takes any iterable and hashes all again."""

from collections.abc import MutableSet

from solutions.structures.hash_set import HashSet as Reference


class HashSet(MutableSet):
    def __init__(self, elements=()):
        self._table = Reference(elements)

    def __len__(self):
        return len(self._table)

    def __iter__(self):
        return iter(self._table)

    def __contains__(self, element):
        return element in self._table

    def add(self, element):
        self._table.add(element)

    def discard(self, element):
        self._table.discard(element)

    def union(self, other):
        return self | other
