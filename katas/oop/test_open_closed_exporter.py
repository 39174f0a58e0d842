import csv
import io
import itertools
import json
from functools import partial
from types import ModuleType, SimpleNamespace

import pytest

from dojo.kit.attempts import attempt
from katas.oop.open_closed_exporter import Exporters, Report, export, formats, shared

SALES = Report("Sales", ["city", "total"], [["Rome", 3], ["Oslo", 5]])
ODD = Report("Naïve", ["a,b", 'say "c"'], [["two\nlines", None], ["x | y", 0.5], ["short"]])
EMPTY = Report("", [], [])

NUMBERS = itertools.count(1)


def today(report, fmt):
    """Do as today's code does, which the brief shows."""
    if fmt == "csv":
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(report.columns)
        writer.writerows(report.rows)
        return out.getvalue()
    if fmt == "json":
        rows = [dict(zip(report.columns, row, strict=False)) for row in report.rows]
        return json.dumps({"title": report.title, "rows": rows}, indent=2)
    lines = [report.columns, ["---"] * len(report.columns), *report.rows]
    table = [" | ".join(str(cell) for cell in line) for line in lines]
    return "\n".join([f"# {report.title}", "", *table, ""])


def count(report):
    """Write a report as most exporters here do."""
    return f"{report.title}: {len(report.rows)} rows"


class Count:
    """A format that is an object, or a class."""

    def export(self, report):
        return count(report)


class Journal(list):
    """A format with a memory, which is empty at first and so counts as false."""

    def export(self, report):
        self.append(report.title)
        return f"{len(self)}. {report.title}"


class Called:
    """A format that is called."""

    def __call__(self, report):
        return count(report)


class Text(str):
    """A format that is a class without a method `export`: it is called with the report."""

    def __new__(cls, report):
        return super().__new__(cls, count(report))


class Both:
    """A format with a method, of which calling makes something else."""

    def __call__(self, *args):
        return "was called itself"

    def export(self, report):
        return count(report)


def module():
    """Return a module that has a function `export`."""
    made = ModuleType("count")
    made.export = count
    return made


EXPORTERS = {
    "a function": count,
    "a lambda": lambda report: count(report),
    "an object that can be called": Called(),
    "an object with a method `export`": Count(),
    "a module with a function `export`": module(),
    "an object with a method `export` that can be called as well": Both(),
    "a class with a method `export`": Count,
    "a class to be called with the report (it has no method `export`)": Text,
}


def called(exporters, fmt, exporter, **keywords):
    """By a call."""
    return exporters.register(fmt, exporter, **keywords)


def decorated(exporters, fmt, exporter, **keywords):
    """By a decorator."""
    return exporters.register(fmt, **keywords)(exporter)


WAYS = pytest.mark.parametrize("way", [called, decorated])


def add(exporters, fmt, exporter, way=called, **keywords):
    """Register what may be registered; return what comes back."""
    back = attempt(way, exporters, fmt, exporter, **keywords)
    if isinstance(back, Exception):
        name = getattr(exporter, "__name__", type(exporter).__name__)
        why = "to replace what is there" if keywords else "which only other registries may have"
        pytest.fail(f"{name} may be registered as {fmt!r}, {why}, but that raised {back!r}")
    return back


def registry_of(**named):
    """Return a registry that has these formats."""
    exporters = Exporters()
    for fmt, exporter in named.items():
        add(exporters, fmt, exporter)
    return exporters


def new_name():
    """Return a name that the shared registry has not seen yet."""
    return f"plug-in {next(NUMBERS)}"


@pytest.mark.parametrize("kind", EXPORTERS)
def test_a_format_from_outside_is_exported(kind):
    got = attempt(registry_of(count=EXPORTERS[kind]).export, SALES, "count")
    assert got == "Sales: 2 rows", (
        f"{kind} was registered; it writes 'Sales: 2 rows', but the export was {got!r}"
    )


@pytest.mark.parametrize("exporter", [count, Count])
def test_a_format_can_be_registered_by_a_decorator(exporter):
    exporters = Exporters()
    add(exporters, "count", exporter, decorated)
    got = attempt(exporters.export, SALES, "count")
    assert got == "Sales: 2 rows", (
        f"`@register('count')` stood above {exporter.__name__}, which writes 'Sales: 2 rows', but "
        f"the export was {got!r}"
    )


@WAYS
def test_what_was_registered_comes_back_as_it_is(way):
    back = add(Exporters(), "count", Count, way)
    assert back is Count, (
        f"class Count was registered ({way.__name__}); the class itself was to come back, so "
        f"that a decorated name still means it, but there was {back!r}"
    )


def test_formats_are_listed_first_registered_first():
    exporters = Exporters()
    names = [attempt(exporters.formats)]
    for fmt in ("zip", "csv", "markup"):
        add(exporters, fmt, count)
        names.append(attempt(exporters.formats))
    due = [(), ("zip",), ("zip", "csv"), ("zip", "csv", "markup")]
    assert names == due, (
        "a registry starts empty, then zip, csv and markup came; formats() was to be, from step to "
        f"step, {due}, it was {names}"
    )


def test_two_registries_share_nothing():
    one, other = registry_of(count=count), Exporters()
    got = attempt(other.formats)
    assert got == (), f"'count' was registered with another registry, but this one has {got}"
    add(other, "count", lambda report: "other")
    got = [attempt(exporters.export, SALES, "count") for exporters in (one, other)]
    assert got == ["Sales: 2 rows", "other"], (
        "two registries have a 'count' each, which writes 'Sales: 2 rows' in one and 'other' in "
        f"the other; they share nothing, but the exports were {got}"
    )


def test_an_object_keeps_its_state_from_export_to_export():
    journal = Journal()
    exporters = registry_of(journal=journal)
    got = [attempt(exporters.export, report, "journal") for report in (SALES, ODD)]
    assert got == ["1. Sales", "2. Naïve"], (
        "an object with a method `export` was registered, which numbers what it exports and is a "
        f"list, empty at first, hence false; '1. Sales' and '2. Naïve' were due, there was {got}"
    )


def test_a_class_is_made_anew_for_each_export():
    exporters = registry_of(journal=Journal)
    got = [attempt(exporters.export, report, "journal") for report in (SALES, ODD)]
    assert got == ["1. Sales", "1. Naïve"], (
        "a class was registered whose objects number what they export; each export has an object "
        f"of its own, so '1. Sales' and '1. Naïve' were due, it came to {got}"
    )


@pytest.mark.parametrize(
    ("fmt", "known"),
    [("xml", []), ("xml", ["count", "zip"]), ("", ["count"])],
)
def test_an_unknown_format_is_refused_with_the_known_ones(fmt, known):
    exporters = registry_of(**dict.fromkeys(known, count))
    error = attempt(exporters.export, SALES, fmt)
    assert isinstance(error, LookupError), (
        f"export of {fmt!r} among {known} must be a LookupError, it gave {error!r}"
    )
    missing = [name for name in known if name not in str(error)]
    assert not missing, f"{missing} could have been meant by {fmt!r}, the error says only: {error}"


@pytest.mark.parametrize("thing", [5, "csv", SimpleNamespace(export="csv")], ids=repr)
def test_what_is_no_exporter_is_refused_when_it_is_registered(thing):
    exporters = registry_of(count=count)
    error = attempt(exporters.register, "new", thing)
    assert isinstance(error, TypeError), (
        f"{thing!r} cannot be called and has no method `export`: a TypeError was due when it was "
        f"registered, not at the first export; there was {error!r}"
    )
    got = attempt(exporters.formats)
    assert got == ("count",), f"{thing!r} was refused, but formats() became {got}"


@pytest.mark.parametrize("thing", [5, None])
def test_a_decorator_refuses_what_is_no_exporter(thing):
    error = attempt(decorated, Exporters(), "new", thing)
    assert isinstance(error, TypeError), (
        f"`@register('new')` decorated {thing}, as it does when a decorator below returns the "
        f"wrong thing, or nothing: a TypeError was due, but there was {error!r}"
    )


@pytest.mark.parametrize("name", [7, None, b"csv"])
def test_a_name_that_is_no_str_is_refused(name):
    exporters = registry_of(count=count)
    error = attempt(exporters.register, name, count)
    assert isinstance(error, TypeError), (
        f"the name of a format is a str; {name!r} must be a TypeError, it gave {error!r}"
    )
    got = attempt(exporters.formats)
    assert got == ("count",), f"the name {name!r} was refused, but formats() became {got}"


def test_a_decorator_without_parentheses_is_refused():
    error = attempt(Exporters().register, count)
    assert isinstance(error, TypeError), (
        "`@register` stood above a function, without parentheses, and took it for the name: a "
        f"TypeError was due at once, for nothing was registered; there was {error!r}"
    )


@WAYS
def test_a_taken_name_is_refused_and_the_first_keeps_it(way):
    exporters = registry_of(count=count)
    error = attempt(way, exporters, "count", lambda report: "second")
    assert isinstance(error, ValueError), (
        f"'count' was taken when a second exporter came for it: a ValueError, not {error!r}"
    )
    got = attempt(exporters.export, SALES, "count")
    assert got == "Sales: 2 rows", f"the second 'count' was refused, but 'count' now gives {got!r}"


@WAYS
def test_a_format_is_replaced_on_request_and_keeps_its_place(way):
    exporters = registry_of(count=count, zip=count)
    add(exporters, "count", lambda report: "second", way, replace=True)
    got = attempt(exporters.export, SALES, "count")
    assert got == "second", f"'count' was replaced, replace=True; its export is still {got!r}"
    names = attempt(exporters.formats)
    assert names == ("count", "zip"), (
        f"'count' was replaced where 'zip' came after it: ('count', 'zip') was due, not {names}"
    )


def test_what_is_no_exporter_replaces_nothing():
    exporters = registry_of(count=count)
    error = attempt(exporters.register, "count", 5, replace=True)
    assert isinstance(error, TypeError), f"5 is no exporter: a TypeError was due, not {error!r}"
    got = attempt(exporters.export, SALES, "count")
    assert got == "Sales: 2 rows", f"5 was refused in place of 'count', which then gave {got!r}"


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        ("function", KeyError),
        ("object", AttributeError),
        ("object", TypeError),
        ("class", TypeError),
    ],
)
def test_an_error_of_an_exporter_comes_through_untouched(shape, kind):
    calls = []

    class Fails:
        def export(self, report):
            calls.append(report)
            raise raised

    raised = kind("total")
    exporter = {"function": Fails().export, "object": Fails(), "class": Fails}[shape]
    error = attempt(registry_of(fails=exporter).export, SALES, "fails")
    assert error is raised, (
        f"the exporter ({shape}) itself raised {raised!r}, and nothing else was to come out of "
        f"export, but there was {error!r}"
    )
    assert calls == [SALES], f"the exporter ({shape}) raised, yet it was called again: {calls}"


@pytest.mark.parametrize("fmt", ["csv", "json", "markdown"])
def test_the_three_formats_are_written_as_before(fmt):
    for report in (SALES, ODD, EMPTY):
        got, due = attempt(export, report, fmt), today(report, fmt)
        assert got == due, f"{report} as {fmt} was\n{due!r}\nand is now\n{got!r}"


def test_the_shared_registry_came_with_three_formats():
    got = [attempt(lambda: shared().formats()[:3]), attempt(lambda: formats()[:3])]
    due = ("csv", "json", "markdown")
    assert got == [due, due], (
        f"shared().formats() and formats() begin with {due}, but they began with {got}"
    )
    got = attempt(Exporters().formats)
    assert got == (), f"only the shared registry came with formats, but a new one has {got}"


def test_callers_of_today_see_a_new_format():
    name = new_name()
    add(shared(), name, count)
    got = attempt(export, SALES, name)
    assert got == "Sales: 2 rows", (
        f"{name!r} was registered with shared(); export(report, {name!r}) was to use it, without a "
        f"change to this file, but gave {got!r}"
    )
    names = attempt(formats)
    assert names == shared().formats(), (
        f"{name!r} was registered with shared(), which has {shared().formats()}; but formats(), "
        f"which callers of today use, gives {names}"
    )


def test_a_new_format_may_build_on_an_old_one():
    name = new_name()
    add(shared(), name, lambda report: export(report, "csv").replace(",", ";"))
    got, due = attempt(export, SALES, name), today(SALES, "csv").replace(",", ";")
    assert got == due, f"a format that calls export for csv was to give {due!r}, it gave {got!r}"


def test_callers_of_today_are_told_of_a_new_format():
    name = new_name()
    add(shared(), name, count)
    error = attempt(export, SALES, "xml")
    assert isinstance(error, LookupError), f"export to 'xml' is a LookupError, not {error!r}"
    missing = [known for known in ("csv", "json", "markdown", name) if known not in str(error)]
    assert not missing, f"{missing} could have been meant by 'xml', the error says only: {error}"


@pytest.mark.parametrize("fmt", ["csv", "json", "markdown"])
def test_a_format_of_today_can_be_replaced_from_outside(fmt):
    add(shared(), fmt, count, replace=True)
    try:
        got = attempt(export, SALES, fmt)
    finally:
        add(shared(), fmt, partial(today, fmt=fmt), replace=True)
    assert got == "Sales: 2 rows", (
        f"{fmt} was replaced in the shared registry, but export still gives {got!r}: {fmt} is no "
        "format like all others, it is decided elsewhere"
    )
