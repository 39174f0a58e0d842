"""Open-closed exporter, solved with a dict of functions.

Every rung of the ladder asked the same question, and a dict answers it. What
goes into it is decided at the door: `register` turns each kind of exporter
into a function and refuses what it cannot turn, so `export` looks up, calls
and has no cases left. The lookup stands outside any `try`: around the call, an
`except KeyError` would take a bug of the exporter for an unknown format. The
decorator is the second half of `register` with the name filled in. And our own
three formats use the same door as all others, which shows that it is wide enough.

A rung costs whoever adds one a change to tested code, and everyone else a
look at it; a registry costs the reader a jump. So a ladder is fine where the
cases are few, known and in one place: two or three formats of your own, a closed
set such as the node types of a grammar, where `match` with `assert_never` lets
the type checker name each place that forgot a case. It is time to turn when the
same question is asked in a second place (here `formats` and the error's text
were two more lists), or when people add cases who do not own the file.

Who imports the plug-in, so that it registers at all? In one program, the place
that puts it together. For packages that others install, entry points: theirs
says `[project.entry-points."acme.exporters"]` and `yaml = "acme_yaml:Yaml"`, and
yours walks through `importlib.metadata.entry_points(group="acme.exporters")`,
registering `entry.load()` under `entry.name`. pytest finds its plug-ins so. Load
late, and let one broken plug-in cost only its own format. A shared registry is
global state: what one test registers is there in the next, so pass an
`Exporters` of your own where you can. Two customers may want the same name;
a silent overwrite would make the order of imports decide, hence `ValueError`.

Interview: "What does open-closed mean?" Open to extension, closed to
modification: new behaviour comes as new code, and what worked is neither edited
nor put at risk. Nothing is closed against every change: one guesses along
which axis change comes (here formats, not columns), best after the second
example. Strategy is the pattern behind it, and in Python mostly a function in
a dict; it earns a class once it has settings, state or a second method.
Registry adds the lookup by name, filled by a decorator, `__init_subclass__` or
entry points; where the key is a type it exists already, as `singledispatch`.

"Which patterns do you use, and which principles of OOP?" Show both on one
piece of code. Polymorphism without inheritance: an object, a module or a function
will do, none has to inherit, and a `Protocol` tells the type checker what fits.
Abstraction is the one method, encapsulation the dict that only `register`
writes to, composition a registry that has exporters and is none. Uses: codecs,
Django's serializers, `pytest_*` hooks, payment providers. Misuses: an abstract
base and a factory for two functions; a registry that nobody fills from outside.

Hints
-----
1. Which question does each rung ask, and what could hold the answers?
2. What do all three kinds of exporter have in common once you hold the right
   thing of each? Who should find that out: `register` or `export`?
3. A class has an attribute `export` too. What would calling that one lack?
4. Which things are false and yet not None? Which errors can come from inside
   an exporter that look like your own?
5. `register`: check the name, then `add = partial(self._add, fmt, ...)`; return
   it if there is no exporter, else what it returns for that. `_add`: take
   `getattr(exporter, "export", exporter)`, refuse it unless it is callable, make
   it a lambda if the exporter is a class, store it, return the exporter. At the
   end of the file, make one registry and register three functions.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol


class Report(NamedTuple):
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


class Exporter(Protocol):
    def export(self, report: Report) -> str: ...


class Exporters:
    def __init__(self) -> None:
        self._functions: dict[str, Callable[[Report], str]] = {}

    def register(
        self,
        fmt: str,
        exporter: Exporter | type[Exporter] | Callable[[Report], str] | None = None,
        *,
        replace: bool = False,
    ) -> Any:
        if not isinstance(fmt, str):
            raise TypeError(f"the name of a format must be a str, not {fmt!r}")
        add = partial(self._add, fmt, replace=replace)
        return add if exporter is None else add(exporter)

    def _add(self, fmt: str, exporter: Any, replace: bool) -> Any:
        function = _as_function(exporter)
        if fmt in self._functions and not replace:
            raise ValueError(f"{fmt!r} is taken")
        self._functions[fmt] = function
        return exporter

    def export(self, report: Report, fmt: str) -> str:
        if fmt not in self._functions:
            raise LookupError(f"no format {fmt!r}, only {', '.join(self._functions)}")
        return self._functions[fmt](report)

    def formats(self) -> tuple[str, ...]:
        return tuple(self._functions)


def _as_function(exporter: Any) -> Callable[[Report], str]:
    function: Callable[[Report], str] = getattr(exporter, "export", exporter)
    if not callable(function):
        raise TypeError(f"{exporter!r} has no method `export` and cannot be called")
    if isinstance(exporter, type) and function is not exporter:
        return lambda report: exporter().export(report)
    return function


def shared() -> Exporters:
    return _SHARED


def export(report: Report, fmt: str) -> str:
    return _SHARED.export(report, fmt)


def formats() -> tuple[str, ...]:
    return _SHARED.formats()


def _csv(report: Report) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(report.columns)
    writer.writerows(report.rows)
    return out.getvalue()


def _json(report: Report) -> str:
    rows = [dict(zip(report.columns, row, strict=False)) for row in report.rows]
    return json.dumps({"title": report.title, "rows": rows}, indent=2)


def _markdown(report: Report) -> str:
    lines = [report.columns, ["---"] * len(report.columns), *report.rows]
    table = [" | ".join(str(cell) for cell in line) for line in lines]
    return "\n".join([f"# {report.title}", "", *table, ""])


_SHARED = Exporters()
_SHARED.register("csv", _csv)
_SHARED.register("json", _json)
_SHARED.register("markdown", _markdown)
