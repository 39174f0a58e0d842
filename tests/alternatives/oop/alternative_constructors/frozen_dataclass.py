"""A frozen dataclass, helpers that are class methods too, a count in the dict of each class."""

import dataclasses
from bisect import bisect_left
from itertools import accumulate


@dataclasses.dataclass(frozen=True)
class Date:
    year: int
    month: int
    day: int

    def __post_init__(self):
        if self.year not in range(1, 10_000) or self.month not in range(1, 13):
            raise ValueError(self)
        if self.day not in range(1, 1 + self.days_in_month(self.year, self.month)):
            raise ValueError(self)
        kind = self.__class__
        kind.made = kind.count_created() + 1

    @classmethod
    def is_leap(cls, year):
        return year % (400 if year % 100 == 0 else 4) == 0

    @classmethod
    def days_in_month(cls, year, month):
        february = 29 if cls.is_leap(year) else 28
        return (31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]

    @classmethod
    def from_iso(cls, text):
        year, month, day = text.split("-")
        made = [int(part) for part in (year, month, day) if part.isdecimal()]
        if [len(year), len(month), len(day), len(made)] != [4, 2, 2, 3]:
            raise ValueError(text)
        return cls(*made)

    @classmethod
    def from_ordinal(cls, number):
        year = 1
        while number > (days := sum(cls.days_in_month(year, month) for month in range(1, 13))):
            year, number = year + 1, number - days
        ends = list(accumulate(cls.days_in_month(year, month) for month in range(1, 13)))
        month = bisect_left(ends, number)
        return cls(year, month + 1, number - (ends[month - 1] if month else 0))

    replace = dataclasses.replace

    @classmethod
    def count_created(cls):
        return vars(cls).get("made", 0)
