# expect: methods of two equal objects only the first was connected
"""Looks a listener up by the equality of weak references, which is that of the objects."""

from solutions.oop.weak_observer import Signal as Reference
from solutions.oop.weak_observer import _weak


class Signal(Reference):
    def connect(self, listener, *, weak=True):
        if weak and callable(listener) and _weak(listener) in self._references:
            return listener
        return super().connect(listener, weak=weak)

    def disconnect(self, listener):
        if _weak(listener) not in self._references:
            return super().disconnect(listener)
        self._references.remove(_weak(listener))
        return True
