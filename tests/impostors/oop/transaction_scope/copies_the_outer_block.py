# expect: an inner block costs what it changes, not the outer one
"""Hands changes to the outer block by building a new dict from both."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def _close(self, block):
        self._must_be_innermost(block)
        self._open.pop()
        if self._open:
            outer = self._open[-1]
            outer._before = block._before | outer._before
