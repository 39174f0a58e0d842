# expect: a block costs what it changes, not the store
"""Copies the whole store whenever a block is entered."""

from contextlib import contextmanager

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    @contextmanager
    def _scope(self):
        with super()._scope() as block:
            block._before = dict(self._data)
            yield block
