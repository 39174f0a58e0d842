# expect: was to go on its way
"""Takes the exception for dealt with once the changes are undone."""

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
            block.rollback()
        finally:
            self._close(block)
