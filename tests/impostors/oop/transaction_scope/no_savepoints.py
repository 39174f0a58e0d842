# expect: only the inner one failed
"""Joins an inner block to the outer one, so that its failure undoes both."""

from contextlib import contextmanager

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    @contextmanager
    def _scope(self):
        if not self._open:
            with super()._scope() as block:
                yield block
            return
        block = self._open[-1]
        try:
            yield block
        except BaseException:
            block.rollback()
            raise
