# expect: after a rollback
"""Takes a rolled back block for finished: what it changes later is permanent."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def _undo(self, block):
        super()._undo(block)
        self._open.remove(block)

    def _close(self, block):
        if block in self._open:
            super()._close(block)
