# expect: must raise IndexError; it raised None
"""Leaves the range to the slice, which clamps it and counts negative indices from the end."""

from solutions.oop.undo_redo import History, Macro  # noqa: F401


class Replace:
    def __init__(self, start, stop, lines):
        self.start = start
        self.stop = stop
        self.lines = lines

    def apply(self, document):
        before = document[self.start : self.stop]
        document[self.start : self.stop] = self.lines
        return Replace(self.start, self.start + len(self.lines), before)
