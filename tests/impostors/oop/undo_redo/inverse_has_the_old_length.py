# expect: then its inverse, and that led to
"""Lets the inverse replace as many lines as the command did, not as many as it wrote."""

from solutions.oop.undo_redo import History, Macro  # noqa: F401
from solutions.oop.undo_redo import Replace as Reference


class Replace(Reference):
    def apply(self, document):
        inverse = super().apply(document)
        stop = min(self._stop, len(document))
        return Reference(self._start, stop, inverse._lines)
