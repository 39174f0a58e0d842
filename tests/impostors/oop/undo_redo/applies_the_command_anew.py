# expect: to redo is not to apply it anew
"""Redoes by applying the command once more, which may do something else the second time."""

from solutions.oop.undo_redo import History as Reference
from solutions.oop.undo_redo import Macro, Replace  # noqa: F401


class History(Reference):
    def do(self, command):
        super().do(_Again(command, command))


class _Again:
    """A command that is always followed by its inverse, and this by the command."""

    def __init__(self, command, origin):
        self._command = command
        self._origin = origin

    def apply(self, document):
        inverse = self._command.apply(document)
        if self._command is self._origin:
            return _Again(inverse, self._origin)
        return _Again(self._origin, self._origin)
