# expect: itself raised KeyError
"""Calls the exporter inside the `try` that was meant for the lookup."""

from solutions.oop.open_closed_exporter import Exporters as Reference
from solutions.oop.open_closed_exporter import Report, export, formats, shared  # noqa: F401


class Exporters(Reference):
    def export(self, report, fmt):
        try:
            return self._functions[fmt](report)
        except KeyError:
            raise LookupError(f"{fmt!r} is none of {self.formats()}") from None
