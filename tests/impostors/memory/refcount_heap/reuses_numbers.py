# expect: died, and new ones got the numbers
"""Gives the lowest free number to a new object: old numbers then mean somebody else."""

import itertools

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def new(self, finalizer=None):
        self._numbers = filter(lambda oid: oid not in self._objects, itertools.count())
        return super().new(finalizer)
