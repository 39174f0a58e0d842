# expect: applied twice to .* that of the first to
"""Notes the old lines in the command itself, where the next application overwrites them."""

from solutions.oop.undo_redo import History, Macro  # noqa: F401
from solutions.oop.undo_redo import Replace as Reference


class Replace(Reference):
    def apply(self, document):
        self._inverse = super().apply(document)
        return _Unexecute(self)


class _Unexecute:
    def __init__(self, command):
        self._command = command

    def apply(self, document):
        return self._command._inverse.apply(document)
