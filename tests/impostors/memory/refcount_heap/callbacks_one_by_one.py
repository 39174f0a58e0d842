# expect: must each see
"""Clears a weak reference and calls its callback, which still sees the next one alive."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def _clear_weakrefs(self, obj):
        for ref in obj.weakrefs:
            ref.oid = None
            if ref.callback is not None:
                ref.callback(ref)
