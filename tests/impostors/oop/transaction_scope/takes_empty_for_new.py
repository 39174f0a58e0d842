# expect: the block set it to b'new' and failed
"""Takes a key whose value is empty for a new key when it is set, and undoing deletes it."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def __setitem__(self, key, value):
        self._remember(key, self._data.get(key) or None)
        self._data[key] = value
