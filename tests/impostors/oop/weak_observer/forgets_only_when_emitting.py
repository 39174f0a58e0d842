# expect: of a listener that is gone, nothing was to be left
"""Sweeps dead references out when it emits: if it seldom does, they pile up."""

from solutions.oop.weak_observer import Signal as Reference


class Signal(Reference):
    def _listeners(self):
        references = list(self._references)
        alive = super()._listeners()
        self._references = references
        return alive

    def disconnect(self, listener):
        super()._listeners()
        return super().disconnect(listener)

    def emit(self, *args, **kwargs):
        super()._listeners()
        return super().emit(*args, **kwargs)
