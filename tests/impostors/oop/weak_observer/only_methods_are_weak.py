# expect: a function was connected and heard an emit; then nobody but the signal
"""Refers weakly to methods only, and keeps functions and callable objects alive."""

import inspect

from solutions.oop.weak_observer import Signal as Reference


class Signal(Reference):
    def connect(self, listener, *, weak=True):
        return super().connect(listener, weak=weak and inspect.ismethod(listener))
