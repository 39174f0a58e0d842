# expect: took a reference to the other, and (keeps|drops) it
"""Counts all that an object owned down at once, then frees those with 0, used meanwhile or not."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def decref(self, oid):
        dying = self._counted_down([oid])
        while dying:
            oid = dying.pop()
            if oid not in self._objects:
                continue
            obj = self._objects[oid]
            self._finalize(oid, obj)
            if obj.count:
                continue
            del self._objects[oid]
            self._clear_weakrefs(obj)
            dying += self._counted_down(filter(None.__ne__, obj.attributes.values()))

    def _counted_down(self, oids):
        objects = [(oid, self._find(oid)) for oid in oids]
        for _, obj in objects:
            obj.count -= 1
        return [oid for oid, obj in objects if obj.count == 0]
