# expect: so something keeps the signal
"""Registers a method of the signal as finalizer, and every listener keeps the signal."""

import weakref

from solutions.oop.weak_observer import Signal as Reference


class Signal(Reference):
    def connect(self, listener, *, weak=True):
        super().connect(listener, weak=weak)
        if weak:
            weakref.finalize(getattr(listener, "__self__", listener), self._listeners)
        return listener
