# expect: a block of another store was open
"""Keeps the stack of open blocks in the module, for all stores together."""

from solutions.oop.transaction_scope import Store as Reference

OPEN = []


class Store(Reference):
    def __init__(self):
        super().__init__()
        self._open = OPEN
