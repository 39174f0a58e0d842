# expect: came to its end
"""Undoes every block in `finally`, as if only an explicit commit could keep a change."""

from contextlib import contextmanager

from solutions.oop.transaction_scope import Store as Reference
from solutions.oop.transaction_scope import Transaction


class Store(Reference):
    @contextmanager
    def _scope(self):
        block = Transaction(self)
        self._open.append(block)
        try:
            yield block
        finally:
            block.rollback()
            self._close(block)
