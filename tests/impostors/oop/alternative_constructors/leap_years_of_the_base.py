# expect: knows no leap years. February 2024.*not \[29, 29, 29\]
"""Calls `Date.is_leap`, which finds the one in `Date` whatever a subclass overrides."""

from solutions.oop.alternative_constructors import Date as Reference


class Date(Reference):
    @classmethod
    def days_in_month(cls, year, month):
        if month == 2:
            return 28 + Date.is_leap(year)
        return 30 if month in (4, 6, 9, 11) else 31
