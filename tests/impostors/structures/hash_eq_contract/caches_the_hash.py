# expect: her hash is not equal to that one's
"""Computes the hash once and keeps it, though `==` follows the change."""

from solutions.structures.hash_eq_contract import *  # noqa: F403


class Person:
    def __init__(self, name, born):
        self.name = name
        self.born = born

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return (self.name, self.born) == (other.name, other.born)

    _hash = None

    def __hash__(self):
        if self._hash is None:
            self._hash = hash((self.name, self.born))
        return self._hash


class Employee(Person):
    def __init__(self, name, born, badge):
        super().__init__(name, born)
        self.badge = badge

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return super().__eq__(other) and self.badge == other.badge

    __hash__ = Person.__hash__
