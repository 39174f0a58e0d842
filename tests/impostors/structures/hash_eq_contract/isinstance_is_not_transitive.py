# expect: not transitive
"""Compares the badge with employees only, so a person equals both of two unequal ones."""

from solutions.structures.hash_eq_contract import *  # noqa: F403


class Person:
    def __init__(self, name, born):
        self.name = name
        self.born = born

    def __eq__(self, other):
        if not isinstance(other, Person):
            return NotImplemented
        return (self.name, self.born) == (other.name, other.born)


class Employee(Person):
    def __init__(self, name, born, badge):
        super().__init__(name, born)
        self.badge = badge

    def __eq__(self, other):
        if isinstance(other, Employee) and self.badge != other.badge:
            return False
        return super().__eq__(other)
