# expect: itself raised AttributeError
"""Finds out by `except AttributeError` whether there is a method, and hides that of the method."""

from solutions.oop.open_closed_exporter import Exporters as Reference
from solutions.oop.open_closed_exporter import Report, export, formats, shared  # noqa: F401


class Exporters(Reference):
    def _add(self, fmt, exporter, replace):
        super()._add(fmt, exporter, replace)
        if not isinstance(exporter, type):
            self._functions[fmt] = lambda report: _export(exporter, report)
        return exporter


def _export(exporter, report):
    try:
        return exporter.export(report)
    except AttributeError:
        return exporter(report)
