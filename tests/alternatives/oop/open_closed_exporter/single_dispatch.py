"""A class of its own for each name, and `functools.singledispatch` for the rest."""

import csv
import io
import json
from functools import cache, partial, singledispatch

from solutions.oop.open_closed_exporter import Report  # noqa: F401


class _Unknown:
    """What the name of a format is when nobody registered it."""


class Exporters:
    def __init__(self):
        self._kinds = {}
        self._write = singledispatch(self._refuse)

    def _refuse(self, kind, report):
        raise KeyError("/".join(self._kinds) or "nothing")

    def register(self, fmt, exporter=None, *, replace=False):
        if type(fmt) is not str:
            raise TypeError(fmt)
        if fmt in self._kinds and not replace:
            raise ValueError(fmt)
        if exporter is not None:
            return self._enter(fmt, exporter)
        return lambda exporter: self._enter(fmt, exporter)

    def _enter(self, fmt, exporter):
        write = _writer(exporter)
        kind = self._kinds.setdefault(fmt, type("Kind", (), {}))
        self._write.register(kind, lambda kind, report: write(report))
        return exporter

    def export(self, report, fmt):
        return self._write(self._kinds.get(fmt, _Unknown)(), report)

    def formats(self):
        return tuple(self._kinds)


def _writer(exporter):
    match exporter:
        case type(export=method) if callable(method):
            return partial(_made_anew, exporter)
        case object(export=method) if callable(method):
            return lambda report: exporter.export(report)
    if callable(exporter):
        return exporter
    raise TypeError("neither an object with a method nor something to call")


def _made_anew(kind, report):
    return kind().export(report)


@cache
def shared():
    exporters = Exporters()
    exporters.register("csv", Csv)
    exporters.register("json")(lambda report: json.dumps(_jsonable(report), indent=2))
    exporters.register("markdown", Markdown())
    return exporters


def export(report, fmt):
    return shared().export(report, fmt)


def formats():
    return shared().formats()


class Csv:
    def __init__(self):
        self.out = io.StringIO(newline="")

    def export(self, report):
        csv.writer(self.out).writerows([report.columns, *report.rows])
        return self.out.getvalue()


def _jsonable(report):
    names = report.columns
    return {
        "title": report.title,
        "rows": [dict(zip(names, row, strict=False)) for row in report.rows],
    }


class Markdown:
    def export(self, report):
        text = f"# {report.title}\n\n"
        for line in (report.columns, ["---" for _ in report.columns], *report.rows):
            text += " | ".join(map(str, line)) + "\n"
        return text
