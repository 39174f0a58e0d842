# expect: nobody but the signal referred to it any more
"""Keeps its listeners in a list: whoever forgets to disconnect stays for ever."""

from solutions.oop.weak_observer import Signal as Reference


class Signal(Reference):
    def connect(self, listener, *, weak=True):
        return super().connect(listener, weak=False)
