# expect: her hash has moved
"""Hashes fields that may be assigned later."""

from solutions.structures.hash_eq_contract import *  # noqa: F403


class Person:
    def __init__(self, name, born):
        self.name = name
        self.born = born

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (self.name, self.born) == (other.name, other.born)

    def __hash__(self):
        return hash((self.name, self.born))


class Employee(Person):
    def __init__(self, name, born, badge):
        super().__init__(name, born)
        self.badge = badge

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return super().__eq__(other) and self.badge == other.badge

    def __hash__(self):
        return hash((super().__hash__(), self.badge))
