# expect: an empty value but a value
"""Takes an empty value from before for no value, and deletes the key."""

from solutions.oop.transaction_scope import Store as Reference


class Store(Reference):
    def _remember(self, key, value):
        super()._remember(key, value or None)
