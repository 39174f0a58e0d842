# expect: must not be called twice
"""Calls the finalizer whenever the count falls to 0, also after a resurrection."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def _finalize(self, oid, obj):
        finalizer = obj.finalizer
        super()._finalize(oid, obj)
        obj.finalizer = finalizer
