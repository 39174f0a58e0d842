# expect: the block itself had changed nothing
"""Begins when `transaction()` is called, not when the block is entered."""

from contextlib import nullcontext

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def transaction(self):
        scope = self._scope()
        block = scope.__enter__()
        return _Begun(scope, block)


class _Begun(nullcontext):
    def __init__(self, scope, block):
        super().__init__(block)
        self._scope = scope

    def __exit__(self, *error):
        return self._scope.__exit__(*error)
