# expect: took and dropped a reference to its object: freed twice
"""Leaves the count at 0 for the finalizer: to take and drop a reference there frees the object."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def _finalize(self, oid, obj):
        finalizer, obj.finalizer = obj.finalizer, None
        if finalizer is not None:
            finalizer(oid)
