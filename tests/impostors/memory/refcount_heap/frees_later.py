# expect: must be dead when that decref returns
"""Only queues what is dropped while something else dies: finalizers still see it live."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def __init__(self):
        super().__init__()
        self._to_drop = []
        self._dropping = False

    def decref(self, oid):
        self._find(oid)
        self._to_drop.append(oid)
        if self._dropping:
            return
        self._dropping = True
        while self._to_drop:
            self._to_drop += self._drop(self._to_drop.pop())
        self._dropping = False
