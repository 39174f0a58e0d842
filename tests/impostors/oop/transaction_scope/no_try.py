# expect: an exception left the block
"""Ends the block after a bare `yield`: when an exception strikes, nothing after it runs."""

from contextlib import contextmanager

from solutions.oop.transaction_scope import Store as Reference
from solutions.oop.transaction_scope import Transaction


class Store(Reference):
    @contextmanager
    def _scope(self):
        block = Transaction(self)
        self._open.append(block)
        yield block
        self._close(block)
