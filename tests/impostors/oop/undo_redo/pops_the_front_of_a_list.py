# expect: a step takes no longer when there are many
"""Keeps the steps in a list and deletes the oldest at its front, which moves all the others."""

from solutions.oop.undo_redo import History as Reference
from solutions.oop.undo_redo import Macro, Replace  # noqa: F401


class History(Reference):
    def __init__(self, document, limit=None):
        super().__init__(document, limit)
        self._done = []
        self._limit = limit

    def do(self, command):
        super().do(command)
        if self._limit and len(self._done) > self._limit:
            self._done.pop(0)
