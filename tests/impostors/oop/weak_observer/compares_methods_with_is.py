# expect: `session.hear is session.hear` is False
"""Looks for a method with `is`, and never finds it, since each access makes a new object."""

from solutions.oop.weak_observer import Signal as Reference
from solutions.oop.weak_observer import _weak


class Signal(Reference):
    def connect(self, listener, *, weak=True):
        if not callable(listener):
            raise TypeError(f"{listener!r} is not callable")
        if not any(listener is known for known in self._listeners()):
            self._references.append(_weak(listener) if weak else lambda: listener)
        return listener

    def disconnect(self, listener):
        for index, known in enumerate(self._listeners()):
            if listener is known:
                del self._references[index]
                return True
        return False
