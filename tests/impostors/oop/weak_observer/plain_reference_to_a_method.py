# expect: each `session.hear` is a new method object
"""Takes a plain weak reference to a method object, which is dead at once."""

import weakref

from solutions.oop.weak_observer import Signal as Reference


class Signal(Reference):
    def connect(self, listener, *, weak=True):
        if not callable(listener):
            raise TypeError(listener)
        if listener not in self._listeners():
            self._references.append(weakref.ref(listener) if weak else lambda: listener)
        return listener
