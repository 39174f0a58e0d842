# expect: 'outer' in the outer block.*then the outer block failed
"""Lets an inner block's value from before replace the older one of the outer block."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def _close(self, block):
        super()._close(block)
        if self._open:
            self._open[-1]._before.update(block._before)
