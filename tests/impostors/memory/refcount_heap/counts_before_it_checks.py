# expect: but only after a change
"""Takes the reference to the target before it finds out that the owner is dead."""

from solutions.memory.refcount_heap import Heap as Reference


class Heap(Reference):
    def set_ref(self, owner, name, target):
        if target is not None:
            self.incref(target)
        old = self.get_ref(owner, name)
        self._find(owner).attributes[name] = target
        if old is not None:
            self.decref(old)
