# expect: do not recurse
"""Frees what an object owned by a recursive call, as deep as the longest list."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def decref(self, oid):
        for target in list(self._drop(oid)):
            self.decref(target)
