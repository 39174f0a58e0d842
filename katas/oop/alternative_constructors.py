"""Alternative constructors: whichever class is asked makes one of its own kind.

Somebody wrote a class of dates and made every method but `__init__` static. All
went well until others inherited from it. The docstring of `Date` shows that
code; below it stand the kinds that a review asked for instead. Move the code
over, and mend what ties it to one class: nothing changes for `Date` itself.

    >>> class Deadline(Date):
    ...     pass
    >>> moved = Deadline.from_iso("2024-03-31").replace(day=1)
    >>> type(moved).__name__, moved.year, moved.month, moved.day
    ('Deadline', 2024, 3, 1)
    >>> Deadline.count_created()
    2
    >>> class NoLeap(Date):
    ...     @staticmethod
    ...     def is_leap(year):
    ...         return False
    >>> NoLeap.days_in_month(2024, 2)
    28

Seen in subclasses, and due there:

- `from_iso`, `from_ordinal` and `replace` made a plain `Date`, without what the
  `__init__` of a subclass sets. They must call the class that was asked, or
  the class of the date that was asked, with a year, a month and a day.
- Some climate models know no leap years, so `NoLeap` overrides `is_leap`, but
  nothing else took notice. Such a class decides how long its months are, and
  so which dates it refuses and what `from_ordinal` counts.
- Dates of all classes were counted together. Each class counts its own objects,
  from 0, and not those of classes that inherit from it.

Each method but `replace` can be called on the class and on a date of it.
"""

from typing import Self


class Date:
    """A day from year 1 to 9999, in the calendar that its class knows.

    created = 0

    def __init__(self, year, month, day):
        if not (1 <= year <= 9999 and 1 <= month <= 12):
            raise ValueError(f"no such month: {year}-{month}")
        if not 1 <= day <= Date.days_in_month(year, month):
            raise ValueError(f"no such day: {year}-{month}-{day}")
        self.year, self.month, self.day = year, month, day
        Date.created += 1

    @staticmethod
    def is_leap(year):
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    @staticmethod
    def days_in_month(year, month):
        if month == 2:
            return 28 + Date.is_leap(year)
        return 30 if month in (4, 6, 9, 11) else 31

    @staticmethod
    def from_iso(text):
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(f"not like 2024-02-29: {text!r}")
        return Date(*map(int, text.split("-")))

    @staticmethod
    def from_ordinal(number):
        year = month = 1
        while number > 365 + Date.is_leap(year):
            number -= 365 + Date.is_leap(year)
            year += 1
        while number > Date.days_in_month(year, month):
            number -= Date.days_in_month(year, month)
            month += 1
        return Date(year, month, number)

    @staticmethod
    def replace(date, *, year=None, month=None, day=None):
        return Date(
            date.year if year is None else year,
            date.month if month is None else month,
            date.day if day is None else day,
        )

    @staticmethod
    def count_created():
        return Date.created
    """

    year: int
    month: int
    day: int

    def __init__(self, year: int, month: int, day: int) -> None:
        """Raise `ValueError` if there is no such day."""
        raise NotImplementedError

    @staticmethod
    def is_leap(year: int) -> bool:
        raise NotImplementedError

    @classmethod
    def days_in_month(cls, year: int, month: int) -> int:
        """Return how many days the month has; it is 1 to 12."""
        raise NotImplementedError

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Raise `ValueError` for any other form, and if there is no such day."""
        raise NotImplementedError

    @classmethod
    def from_ordinal(cls, number: int) -> Self:
        """Count from 1, the first of January in year 1; raise `ValueError` if it leads nowhere."""
        raise NotImplementedError

    def replace(
        self, *, year: int | None = None, month: int | None = None, day: int | None = None
    ) -> Self:
        """Return another date, which differs in what is given; refuse what `__init__` refuses."""
        raise NotImplementedError

    @classmethod
    def count_created(cls) -> int:
        """Return how many dates of this very class were made; refused ones were not."""
        raise NotImplementedError
