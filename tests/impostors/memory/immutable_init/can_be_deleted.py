# expect: `cents` of Money\(.* was deleted, and nothing was raised
"""Forbids to set an attribute, but not to delete it."""

from solutions.memory.immutable_init import Reading, Symbol, Version  # noqa: F401


class Money:
    def __init__(self, cents, currency):
        super().__setattr__("cents", cents)
        super().__setattr__("currency", currency)

    def __setattr__(self, name, value):
        raise AttributeError(name)

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (self.cents, self.currency) == (other.cents, other.currency)

    def __hash__(self):
        return hash((self.cents, self.currency))
