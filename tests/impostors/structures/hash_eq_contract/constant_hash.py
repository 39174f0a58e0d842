# expect: only a constant could stay
"""Saves the law for a mutable class with one hash for all."""

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
        return 1


class Employee(Person):
    def __init__(self, name, born, badge):
        super().__init__(name, born)
        self.badge = badge

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return super().__eq__(other) and self.badge == other.badge

    __hash__ = Person.__hash__
