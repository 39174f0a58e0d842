# expect: was to go on its way
"""Reports the failure of the block as an error of its own."""

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
        except BaseException as error:
            block.rollback()
            raise ValueError("the transaction was rolled back") from error
        finally:
            self._close(block)
