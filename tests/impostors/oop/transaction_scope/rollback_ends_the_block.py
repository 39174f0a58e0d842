# expect: after a rollback
"""Takes a rolled back block for finished: what it changes later is permanent."""

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
        except BaseException:
            if block in self._open:
                block.rollback()
            raise
        finally:
            if block in self._open:
                self._close(block)

    def _undo(self, block):
        super()._undo(block)
        self._open.remove(block)
