# expect: a class with a method .export. was registered
"""Takes `export` from the class itself, where it still lacks an object to be the method of."""

from solutions.oop.open_closed_exporter import Exporters as Reference
from solutions.oop.open_closed_exporter import Report, export, formats, shared  # noqa: F401


class Exporters(Reference):
    def _add(self, fmt, exporter, replace):
        super()._add(fmt, exporter, replace)
        self._functions[fmt] = getattr(exporter, "export", exporter)
        return exporter
