# expect: an exception left the block
"""Writes down what was there before a key is set, but not before it is deleted."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def __delitem__(self, key):
        del self._data[key]
