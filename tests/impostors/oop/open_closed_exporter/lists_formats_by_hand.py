# expect: could have been meant by 'xml'
"""Tells of the formats that were there when the error message was written."""

from solutions.oop.open_closed_exporter import Exporters as Reference
from solutions.oop.open_closed_exporter import Report, export, formats, shared  # noqa: F401


class Exporters(Reference):
    def export(self, report, fmt):
        if fmt not in self.formats():
            raise LookupError(f"no format {fmt!r}, only csv, json, markdown")
        return super().export(report, fmt)
