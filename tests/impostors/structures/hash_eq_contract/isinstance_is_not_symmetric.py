# expect: Employee.* is True, but Employee.* is False: not symmetric
"""Lets a person equal any subclass, while the subclass insists on its own kind."""

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
        if not isinstance(other, Employee):
            return False
        return super().__eq__(other) and self.badge == other.badge
