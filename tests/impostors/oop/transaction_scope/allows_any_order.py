# expect: inside the inner block must raise
"""Rolls back and leaves a block while one that was entered later is still open."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def _must_be_innermost(self, block):
        if block not in self._open:
            raise RuntimeError("this transaction is over")
