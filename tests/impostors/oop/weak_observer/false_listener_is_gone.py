# expect: a callable that is false
"""Asks whether the listener is true instead of whether it is None."""

from solutions.oop.weak_observer import Signal as Reference


class Signal(Reference):
    def _listeners(self):
        return [listener for listener in super()._listeners() if listener]
