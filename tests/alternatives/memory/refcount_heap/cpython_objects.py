"""The real thing behind an adapter: Python objects, whose references CPython counts."""

import contextlib
import itertools
import sys
import weakref


class Thing:
    def __init__(self, number, finalizer):
        self.number = number
        self.finalizer = finalizer

    def __del__(self):
        if self.finalizer:
            with contextlib.suppress(ReferenceError):  # when a cycle goes after its heap
                self.finalizer(self.number)


class Heap:
    def __init__(self):
        self.numbers = itertools.count(1000)
        self.things = weakref.WeakValueDictionary()
        self.held = {}
        self.refs = []

    def new(self, finalizer=None):
        number = next(self.numbers)
        thing = Thing(number, finalizer)
        self.things[number] = thing
        self.held[number] = [thing]
        return number

    def live(self):
        return set(self.things)

    def refcount(self, oid):
        return sys.getrefcount(self.find(oid)) - 1

    def incref(self, oid):
        thing = self.find(oid)
        self.held[oid].append(thing)

    def decref(self, oid):
        self.find(oid)
        self.held[oid].pop()

    def get_ref(self, owner, name):
        return getattr(getattr(self.find(owner), name, None), "number", None)

    def set_ref(self, owner, name, target):
        self.find(owner)
        thing = None if target is None else self.find(target)
        setattr(self.find(owner), name, thing)

    def weakref(self, oid, callback=None):
        ref = Ref(self.find(oid), callback)
        self.refs.append(ref)
        return ref

    def find(self, oid):
        thing = self.things.get(oid)
        if thing is None:
            raise ReferenceError(oid)
        return thing


class Ref:
    def __init__(self, thing, callback):
        self.ref = weakref.ref(thing, callback and (lambda _: callback(self)))

    def __call__(self):
        return getattr(self.ref(), "number", None)
