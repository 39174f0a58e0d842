# expect: was to go from 0 to 1
"""Adds to `type(self).created`, whose first value in a subclass is the number of its base."""

from solutions.oop.alternative_constructors import Date as Reference


class Date(Reference):
    created = 0

    def __init__(self, year, month, day):
        super().__init__(year, month, day)
        type(self).created += 1

    @classmethod
    def count_created(cls):
        return cls.created
