# expect: called on the class and on a date, it gave \((True|False), <class 'TypeError'>\)
"""Leaves `is_leap` an ordinary function: called on a date, it is handed the date for a year."""

from solutions.oop.alternative_constructors import Date as Reference


class Date(Reference):
    def is_leap(year):  # noqa: N805
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    @classmethod
    def days_in_month(cls, year, month):
        if month == 2:
            return 28 + cls.is_leap(year)
        return 30 if month in (4, 6, 9, 11) else 31
