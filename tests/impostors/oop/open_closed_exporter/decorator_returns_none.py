# expect: \(decorated\); the class itself was to come back
"""Registers what it decorates and returns nothing, so the name of it is None."""

from solutions.oop.open_closed_exporter import Exporters as Reference
from solutions.oop.open_closed_exporter import Report, export, formats, shared  # noqa: F401


class Exporters(Reference):
    def register(self, fmt, exporter=None, *, replace=False):
        if exporter is not None:
            return super().register(fmt, exporter, replace=replace)
        add = super().register(fmt, replace=replace)

        def decorator(exporter):
            add(exporter)

        return decorator
