# expect: must still see
"""Takes the attributes from the object before its finalizer could look at them."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def _finalize(self, oid, obj):
        attributes, obj.attributes = obj.attributes, {}
        for target in attributes.values():
            if target is not None:
                self.decref(target)
        super()._finalize(oid, obj)
