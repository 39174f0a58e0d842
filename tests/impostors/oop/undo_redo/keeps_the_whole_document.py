# expect: the history keeps .* bytes, where one copy of the document takes
"""Takes a snapshot of all lines before each change, so every step is as large as the document."""

from solutions.oop.undo_redo import History, Macro  # noqa: F401
from solutions.oop.undo_redo import Replace as Reference


class Replace(Reference):
    def apply(self, document):
        before = document.copy()
        super().apply(document)
        return Replace(0, len(document), before)
