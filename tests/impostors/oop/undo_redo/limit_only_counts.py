# expect: 9 steps were done under limit 2
"""Refuses to undo beyond the limit, but keeps every step for good."""

from solutions.oop.undo_redo import History as Reference
from solutions.oop.undo_redo import Macro, Replace  # noqa: F401


class History(Reference):
    def __init__(self, document, limit=None):
        super().__init__(document, limit)
        self._done = []
        self._limit = limit
        self._left = 0

    def do(self, command):
        super().do(command)
        self._left += 1
        if self._limit:
            self._left = min(self._left, self._limit)

    def undo(self):
        if not self._left:
            return False
        moved = super().undo()
        self._left -= 1
        return moved

    def redo(self):
        moved = super().redo()
        self._left += moved
        return moved
