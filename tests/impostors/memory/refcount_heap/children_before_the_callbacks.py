# expect: must each see
"""Calls the callbacks last, when all that the object owned is dead already."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def _clear_weakrefs(self, obj):
        for target in obj.attributes.values():
            if target is not None:
                self.decref(target)
        obj.attributes = {}
        super()._clear_weakrefs(obj)
