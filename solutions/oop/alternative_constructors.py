"""Alternative constructors, solved by asking of each method what it needs to know.

Does it need this object? Then it is a plain method. Not the object but its
class, to make another one, to read what a subclass may have changed, to keep
something per class? A class method. Neither? A static one. The name of a class
inside its own body is the smell to look for: wherever `Date` stood, it shut
out subclasses, and `cls`, `self` or `type(self)` lets them in.

`is_leap` is static and can be overridden all the same: that depends on who asks,
and how. `Date.is_leap(year)` always finds the one in `Date`; `cls.is_leap(year)`
begins its search at the class in question. So `days_in_month`, which needs
nothing but numbers, is no static method: one of these numbers is its class's.

Calling `cls(...)`, and not `cls.__new__` or a change of `__class__`, runs the
`__init__` of the subclass. It also binds subclasses to a contract: each can be
made of a year, a month and a day alone. What more they hold, `replace` loses,
unless they override it; a dataclass knows all its fields, hence
`dataclasses.replace` has no such trouble.

The counter has a trap of its own. `type(self).created += 1` reads through
inheritance but writes to the class itself, so a subclass would go on from the
number of its base. A `Counter` by class has no such trouble. Or give each class
its own zero in `__init_subclass__`, which is a class method without the decorator.

At work you know the pattern from `datetime.fromisoformat`, `dict.fromkeys`,
`int.from_bytes` and the `objects.create` of an ORM: one plain `__init__` that
takes what the object consists of, and a named constructor for each way of
getting there. It beats an `__init__` that guesses what it was given.

Interview: "What is the difference between a static method and a class method,
and what is each for?" Both are descriptors around a function. On access,
`staticmethod` hands the function out as it is, `classmethod` binds it to the
class that it was looked up on: `Deadline.from_iso` gets `Deadline`, though it is
written in `Date`, an instance hands on its own class, and so does `super()`.
A plain function binds the instance, and when taken from the class binds
nothing: that is why `Date.replace(date, day=1)`, as callers of the static one
wrote it, still works. Class methods are for constructors, for state of the class
and for hooks of subclasses; static ones for helpers which belong to the class
by name only. A strong answer adds that a function in the module often serves
better, unless subclasses are to override it; that since 3.10 a static method can
be called within the class body; and that `@classmethod` on top of `@property`
worked from 3.9 on, was deprecated in 3.11 and is gone since 3.13.

Hints
-----
1. In the old code, mark each `Date` inside the class. What does the line mean:
   this class and no other, or the class that somebody asked?
2. What is `cls` in `from_iso` when it is called as `Deadline.from_iso(...)`, as
   `Deadline(2024, 1, 1).from_iso(...)`? Print it.
3. An ordinary method has no `cls`. From what it has, how do you get the class?
4. `NoLeap` overrides a static method. Through which name must `days_in_month`
   call it, in order to find the new one? And `__init__` the length of a month?
5. `cls.x += 1`: where is `x` looked up, and where is it stored? Keep one
   `Counter` whose keys are the classes.
"""

import re
from collections import Counter
from typing import ClassVar, Self


class Date:
    _created: ClassVar[Counter[type]] = Counter()

    def __init__(self, year: int, month: int, day: int) -> None:
        if not (1 <= year <= 9999 and 1 <= month <= 12):
            raise ValueError(f"no such month: {year}-{month}")
        if not 1 <= day <= self.days_in_month(year, month):
            raise ValueError(f"no such day: {year}-{month}-{day}")
        self.year, self.month, self.day = year, month, day
        self._created[type(self)] += 1

    @staticmethod
    def is_leap(year: int) -> bool:
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    @classmethod
    def days_in_month(cls, year: int, month: int) -> int:
        if month == 2:
            return 28 + cls.is_leap(year)
        return 30 if month in (4, 6, 9, 11) else 31

    @classmethod
    def from_iso(cls, text: str) -> Self:
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(f"not like 2024-02-29: {text!r}")
        year, month, day = map(int, text.split("-"))
        return cls(year, month, day)

    @classmethod
    def from_ordinal(cls, number: int) -> Self:
        year = month = 1
        while number > 365 + cls.is_leap(year):
            number -= 365 + cls.is_leap(year)
            year += 1
        while number > cls.days_in_month(year, month):
            number -= cls.days_in_month(year, month)
            month += 1
        return cls(year, month, number)

    def replace(
        self, *, year: int | None = None, month: int | None = None, day: int | None = None
    ) -> Self:
        return type(self)(
            self.year if year is None else year,
            self.month if month is None else month,
            self.day if day is None else day,
        )

    @classmethod
    def count_created(cls) -> int:
        return cls._created[cls]
