# expect: freed the object on the way
"""Drops the old reference first: storing again what an attribute has already frees it."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def set_ref(self, owner, name, target):
        attributes = self._find(owner).attributes
        if target is not None:
            self._find(target)
        old = attributes.pop(name, None)
        if old is not None:
            self.decref(old)
        if target is not None:
            self.incref(target)
        attributes[name] = target
