# expect: nothing is left to redo
"""Lets undone steps be redone after a new command, on a document they were not made for."""

from solutions.oop.undo_redo import History as Reference
from solutions.oop.undo_redo import Macro, Replace  # noqa: F401


class History(Reference):
    def do(self, command):
        self._done.append(command.apply(self._document))
