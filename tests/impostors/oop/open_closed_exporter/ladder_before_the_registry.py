# expect: is no format like all others
"""Asks a ladder about the three formats first, and the registry about the others."""

from solutions.oop.open_closed_exporter import (  # noqa: F401
    Exporters,
    Report,
    _csv,
    _json,
    _markdown,
    formats,
    shared,
)


def export(report, fmt):
    if fmt == "csv":
        return _csv(report)
    if fmt == "json":
        return _json(report)
    if fmt == "markdown":
        return _markdown(report)
    return shared().export(report, fmt)
