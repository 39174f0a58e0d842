# expect: 0 is a value like any other
"""Writes `day or self.day` in `replace`, which takes a 0 for a part that was not given."""

from solutions.oop.alternative_constructors import Date as Reference


class Date(Reference):
    def replace(self, *, year=None, month=None, day=None):
        return type(self)(year or self.year, month or self.month, day or self.day)
