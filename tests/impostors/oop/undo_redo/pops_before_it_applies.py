# expect: no step may be lost
"""Takes the step off its stack before it is applied: if that fails, the step is gone."""

from solutions.oop.undo_redo import History as Reference
from solutions.oop.undo_redo import Macro, Replace  # noqa: F401


class History(Reference):
    def _move(self, source, target):
        if not source:
            return False
        target.append(source.pop().apply(self._document))
        return True
