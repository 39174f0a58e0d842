# expect: only the inner block failed, yet leaving the outer one raised
"""Takes the block off the stack only when it is left without an exception."""

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
            raise
        self._close(block)
