# expect: then the outer block failed and left
"""Makes an inner block's changes permanent when it is left, whatever becomes of the outer one."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def _close(self, block):
        block._before.clear()
        super()._close(block)
