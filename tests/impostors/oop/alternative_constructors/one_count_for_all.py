# expect: was to go from 0 to 1
"""Keeps one number on `Date`, where the dates of all classes are counted together."""

from solutions.oop.alternative_constructors import Date as Reference


class Date(Reference):
    created = 0

    def __init__(self, year, month, day):
        super().__init__(year, month, day)
        Date.created += 1

    @classmethod
    def count_created(cls):
        return Date.created
