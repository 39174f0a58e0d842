# expect: whose block was over
"""Rolls back a block that is over, and with it what others changed since."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def _must_be_innermost(self, block):
        if block in self._open:
            super()._must_be_innermost(block)
