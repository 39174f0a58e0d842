import calendar
import datetime

import pytest

from dojo.kit.attempts import attempt_type
from katas.oop.alternative_constructors import Date

LAST = datetime.date.max.toordinal()


def told(made):
    """Write it as a call: the class, and the fields as they are."""
    fields = (getattr(made, name, "nothing") for name in ("year", "month", "day"))
    return f"{type(made).__name__}({', '.join(map(repr, fields))})"


def is_refused(got):
    return isinstance(got, type) and issubclass(got, ValueError)


def subclass():
    """Return a class that sets something more in its `__init__`."""

    class Deadline(Date):
        def __init__(self, year, month, day):
            super().__init__(year, month, day)
            self.reminders = []

    return Deadline


def calendar_without_leap_years():
    class NoLeap(Date):
        @staticmethod
        def is_leap(year):
            return False

    return NoLeap


WAYS = {
    "from_iso": lambda kind: kind.from_iso("2024-02-29"),
    "from_ordinal": lambda kind: kind.from_ordinal(738_945),
    "replace": lambda kind: kind(2024, 2, 1).replace(day=29),
}


def test_a_date_has_a_year_a_month_and_a_day():
    for day in [(2024, 2, 29), (1, 1, 1), (9999, 12, 31)]:
        got = told(attempt_type(Date, *day))
        assert got == f"Date{day}", f"Date{day} was made, what came is {got}"


def test_a_day_that_the_calendar_lacks_is_refused():
    outside = [(0, 12, 31), (10_000, 1, 1), (2024, 0, 1), (2024, 13, 1), (2024, 1, 0)]
    for day in [*outside, (2024, 4, 31), (2023, 2, 29)]:
        got = attempt_type(Date, *day)
        assert is_refused(got), f"Date{day} does not exist: a ValueError was due, not {got}"


def test_is_leap_needs_nothing_but_a_year():
    for year in (1, 4, 100, 400, 1900, 2000, 2023, 2024, 2100):
        due = calendar.isleap(year)
        got = attempt_type(Date.is_leap, year), attempt_type(Date(2023, 1, 1).is_leap, year)
        assert got == (due, due), (
            f"is_leap({year}) is {due}; called on the class and on a date, it gave {got}"
        )


def test_days_in_month_needs_a_year_and_a_month():
    for year in (1900, 2000, 2023, 2024):
        due = [calendar.monthrange(year, month)[1] for month in range(1, 13)]
        for asked, on in [(Date, "the class"), (Date(2023, 1, 1), "a date")]:
            got = [attempt_type(asked.days_in_month, year, month) for month in range(1, 13)]
            assert got == due, f"lengths of the months of {year}, asked of {on}: {got}, not {due}"


def test_from_iso_reads_a_date():
    got = [told(Date.from_iso(text)) for text in ("2024-02-29", "0001-01-01", "1987-12-03")]
    due = ["Date(2024, 2, 29)", "Date(1, 1, 1)", "Date(1987, 12, 3)"]
    assert got == due, f"2024-02-29, 0001-01-01 and 1987-12-03 were read as {got}"


def test_from_iso_refuses_all_else():
    for text in ("2024-2-29", "20240229", "2024-02-29T00", "2024/02/29", "2023-02-29", "", "soon"):
        got = attempt_type(Date.from_iso, text)
        assert is_refused(got), f"from_iso({text!r}): a ValueError was due, not {got}"


def test_from_ordinal_counts_from_the_first_of_january_in_year_1():
    turns = [1, 31, 32, 59, 60, 365, 366, 1155, 1156, 1461, 1462, 730_179, LAST]
    for number in (*turns, *range(1, LAST, 200_003)):
        due = datetime.date.fromordinal(number)
        got = told(attempt_type(Date.from_ordinal, number))
        assert got == f"Date({due.year}, {due.month}, {due.day})", (
            f"day {number} is {due}, from_ordinal gave {got}"
        )


def test_from_ordinal_refuses_what_comes_before_and_after():
    for number in (0, -1, LAST + 1):
        got = attempt_type(Date.from_ordinal, number)
        assert is_refused(got), f"from_ordinal({number}): a ValueError was due, not {got}"


def test_replace_returns_another_date():
    date = Date(2024, 2, 29)
    changes = [{"day": 1}, {"month": 3}, {"year": 2028}, {"year": 2023, "month": 1, "day": 31}, {}]
    got = [told(date.replace(**change)) for change in changes]
    due = [(2024, 2, 1), (2024, 3, 29), (2028, 2, 29), (2023, 1, 31), (2024, 2, 29)]
    assert got == [f"Date{day}" for day in due], (
        f"Date(2024, 2, 29) with {changes} replaced in turn: {got}"
    )
    assert told(date) == "Date(2024, 2, 29)", f"replace changed the date itself: {told(date)}"


def test_replace_refuses_what_the_constructor_refuses():
    date = Date(2024, 2, 29)
    for change in ({"year": 2023}, {"day": 0}, {"month": 0}, {"year": 0}, {"month": 13}):
        got = attempt_type(date.replace, **change)
        assert is_refused(got), (
            f"Date(2024, 2, 29) with {change} replaced is no date, and 0 is a value like any "
            f"other: a ValueError was due, not {told(got)}"
        )


@pytest.mark.parametrize("way", WAYS)
def test_a_subclass_makes_its_own_kind(way):
    got = [told(WAYS[way](kind)) for kind in (subclass(), Date)]
    assert got == ["Deadline(2024, 2, 29)", "Date(2024, 2, 29)"], (
        f"Deadline inherits {way} from Date. The same call of it, first on Deadline and then on "
        f"Date, was to make one of each, but it made {got[0]} and {got[1]}"
    )


@pytest.mark.parametrize("way", WAYS)
def test_the_init_of_a_subclass_runs(way):
    made = WAYS[way](subclass())
    assert hasattr(made, "reminders"), (
        f"Deadline.__init__ sets `reminders`, but the {told(made)} made by {way} has none: "
        "only a call of the class runs its __init__"
    )


def test_a_constructor_that_is_called_on_a_date_makes_one_of_its_class():
    deadline = subclass()(2023, 1, 1)
    for way in ("from_iso", "from_ordinal"):
        got = told(attempt_type(WAYS[way], deadline))
        assert got == "Deadline(2024, 2, 29)", (
            f"{way} was called on a date of the class Deadline, for 29 February 2024; it made {got}"
        )


def test_a_subclass_can_extend_a_constructor_with_super():
    class Short(Date):
        @classmethod
        def from_iso(cls, text):
            return super().from_iso(f"20{text}")

    got = told(Short.from_iso("24-02-29"))
    assert got == "Short(2024, 2, 29)", (
        "Short.from_iso puts 20 before '24-02-29' and hands it on to super().from_iso, "
        f"which was to make a Short; it made {got}"
    )


def test_the_is_leap_of_a_subclass_decides_how_long_its_months_are():
    kind = calendar_without_leap_years()
    got = [asked.days_in_month(2024, 2) for asked in (kind, kind(2023, 1, 1), Date)]
    assert got == [28, 28, 29], (
        "NoLeap overrides is_leap and knows no leap years. February 2024, asked of NoLeap, of a "
        f"date of it and of Date, was to have [28, 28, 29] days, not {got}"
    )


def test_the_is_leap_of_a_subclass_decides_which_dates_it_refuses():
    kind = calendar_without_leap_years()
    leap = attempt_type(kind, 2024, 2, 29)
    assert is_refused(leap), (
        "NoLeap overrides is_leap and knows no leap years: NoLeap(2024, 2, 29) was to be a "
        f"ValueError, what came is {told(leap)}"
    )


def test_the_is_leap_of_a_subclass_decides_what_from_ordinal_counts():
    kind = calendar_without_leap_years()
    got = [told(attempt_type(kind.from_ordinal, 2023 * 365 + day)) for day in (0, 59, 60, 365)]
    due = [(2023, 12, 31), (2024, 2, 28), (2024, 3, 1), (2024, 12, 31)]
    assert got == [f"NoLeap{day}" for day in due], (
        "NoLeap overrides is_leap and knows no leap years, so 2024 begins after 2023 * 365 days; "
        f"its days 0, 59, 60 and 365 were given as {got}"
    )


def test_dates_are_counted():
    before = Date.count_created()
    dates = [Date(2024, 1, day) for day in (1, 2, 3)]
    got = Date.count_created() - before, dates[0].count_created() - before
    assert got == (3, 3), (
        "three dates were made; asked of the class and of a date, count_created grew by "
        f"{got[0]} and {got[1]}"
    )


def test_a_subclass_counts_from_0():
    Date(2024, 1, 1)
    kind = subclass()
    got = [kind.count_created()]
    kind(2024, 1, 1)
    got.append(kind.count_created())
    assert got == [0, 1], (
        "there were dates before Deadline was defined, and then one Deadline was made: its "
        f"count_created was to go from 0 to 1, not from {got[0]} to {got[1]}"
    )


def test_no_class_counts_the_dates_of_another():
    parent = subclass()
    child = type("Final", (parent,), {})
    child(2024, 1, 1)
    before = Date.count_created()
    parent(2024, 1, 1)
    parent(2024, 1, 2)
    got = Date.count_created() - before, parent.count_created(), child.count_created()
    assert got == (0, 2, 1), (
        "Final inherits from Deadline, which inherits from Date. One Final was made, then two "
        "Deadlines and no Date: each counts only its own, but of the last two Date counted "
        f"{got[0]}, Deadline counts {got[1]} in all, and Final {got[2]}"
    )


def test_a_date_that_was_refused_is_not_counted():
    before = Date.count_created()
    attempt_type(Date, 2023, 2, 29)
    got = Date.count_created() - before
    assert got == 0, f"Date(2023, 2, 29) was refused, and yet count_created grew by {got}"
