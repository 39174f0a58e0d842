"""Tables instead of objects, and a stack of half-done deaths, as the recursion would have."""

import itertools


class Heap:
    def __init__(self):
        self.counts = {}
        self.finalizers = {}
        self.edges = {}
        self.watchers = {}
        self.next_oid = itertools.count(1).__next__

    def new(self, finalizer=None):
        oid = self.next_oid()
        self.counts[oid] = 1
        if finalizer:
            self.finalizers[oid] = finalizer
        return oid

    def live(self):
        return set(self.counts)

    def refcount(self, oid):
        self.check(oid)
        return self.counts[oid]

    def incref(self, oid):
        self.check(oid)
        self.counts[oid] += 1

    def decref(self, oid):
        self.check(oid)
        stack = [iter([oid])]
        while stack:
            target = next(stack[-1], None)
            if target is None:
                stack.pop()
            elif self.counts[target] > 1:
                self.counts[target] -= 1
            elif self.finalized(target):
                stack.append(self.bury(target))

    def get_ref(self, owner, name):
        self.check(owner)
        return self.edges.get(owner, {}).get(name)

    def set_ref(self, owner, name, target):
        self.check(owner)
        edges = self.edges.setdefault(owner, {})
        if target is None:
            old = edges.pop(name, None)
        else:
            self.incref(target)
            old = edges.get(name)
            edges[name] = target
        if old is not None:
            self.decref(old)

    def weakref(self, oid, callback=None):
        self.check(oid)
        box = [oid]

        def ref():
            return box[0] if box else None

        self.watchers.setdefault(oid, []).append((box, ref, callback))
        return ref

    def check(self, oid):
        if oid not in self.counts:
            raise ReferenceError(oid)

    def finalized(self, oid):
        """Call the finalizer while the last reference is still counted; say whether to go on."""
        if oid in self.finalizers:
            self.finalizers.pop(oid)(oid)
            if self.counts[oid] > 1:
                self.counts[oid] -= 1
                return False
        return True

    def bury(self, oid):
        del self.counts[oid]
        watchers = self.watchers.pop(oid, [])
        edges = self.edges.pop(oid, {})
        for box, _, _ in watchers:
            box.clear()
        for _, ref, callback in watchers:
            if callback:
                callback(ref)
        return iter(list(edges.values()))
