# expect: from its last command to its first
"""Takes the commands of a macro back from the first to the last."""

from solutions.oop.undo_redo import History, Replace  # noqa: F401
from solutions.oop.undo_redo import Macro as Reference


class Macro(Reference):
    def apply(self, document):
        inverse = super().apply(document)
        return Macro(*reversed(inverse._commands))
