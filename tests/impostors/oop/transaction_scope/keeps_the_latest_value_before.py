# expect: an exception left the block
"""Writes down the value before every change, so the second change hides the first."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def _remember(self, key, value):
        if self._open:
            self._open[-1]._before[key] = value
