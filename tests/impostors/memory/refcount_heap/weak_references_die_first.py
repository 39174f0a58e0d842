# expect: its weak reference's number
"""Clears weak references before the finalizer, which may save the object."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def _finalize(self, oid, obj):
        self._clear_weakrefs(obj)
        obj.weakrefs = []
        super()._finalize(oid, obj)
