# expect: block of another store failed|two stores
"""Keeps the stack of open blocks on the class, for all stores together."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    _shared = []

    def __init__(self):
        super().__init__()
        self._open = self._shared
