# expect: empty at first, hence false
"""Asks whether the exporter is true, not whether it is None: an empty one is not registered."""

from solutions.oop.open_closed_exporter import Exporters as Reference
from solutions.oop.open_closed_exporter import Report, export, formats, shared  # noqa: F401


class Exporters(Reference):
    def register(self, fmt, exporter=None, *, replace=False):
        return super().register(fmt, exporter or None, replace=replace)
