# expect: as a key of a dict \(a class that defines `__eq__`.*raised TypeError: unhashable
"""Gets past `__setattr__`, and forgets that `__eq__` alone takes the hash away."""

from solutions.memory.immutable_init import Reading, Symbol, Version  # noqa: F401


class Money:
    def __init__(self, cents, currency):
        super().__setattr__("cents", cents)
        super().__setattr__("currency", currency)

    def __setattr__(self, name, value):
        raise AttributeError(name)

    def __delattr__(self, name):
        raise AttributeError(name)

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (self.cents, self.currency) == (other.cents, other.currency)
