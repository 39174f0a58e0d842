# expect: KeyboardInterrupt left the block
"""Rolls back on `Exception`: Ctrl-C and a closed generator leave the block half done."""

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
        except Exception:
            block.rollback()
            raise
        finally:
            self._close(block)
