# expect: each export has an object of its own
"""Makes one object of a class when it is registered, and all exports share its state."""

from solutions.oop.open_closed_exporter import Exporters as Reference
from solutions.oop.open_closed_exporter import Report, export, formats, shared  # noqa: F401


class Exporters(Reference):
    def _add(self, fmt, exporter, replace):
        if isinstance(exporter, type) and hasattr(exporter, "export"):
            super()._add(fmt, exporter(), replace)
        else:
            super()._add(fmt, exporter, replace)
        return exporter
