# expect: Count may be registered .* but that raised TypeError
"""Takes objects only if they inherit from its own base class."""

from solutions.oop.open_closed_exporter import Exporters as Reference
from solutions.oop.open_closed_exporter import Report, export, formats, shared  # noqa: F401


class Exporter:
    def export(self, report):
        raise NotImplementedError


class Exporters(Reference):
    def _add(self, fmt, exporter, replace):
        if hasattr(exporter, "export") and not isinstance(exporter, Exporter):
            raise TypeError(f"{exporter!r} is no Exporter")
        return super()._add(fmt, exporter, replace)
