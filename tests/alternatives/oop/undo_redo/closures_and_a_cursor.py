"""Commands are closures; one row of steps, and a cursor that turns each step as it passes."""

from contextlib import ExitStack
from types import SimpleNamespace


def replace(start, stop, lines):
    def apply(document):
        if start < 0 or start > stop or stop > len(document):
            raise IndexError("outside the document")
        old = [document.pop(start) for _ in range(start, stop)]
        for line in reversed(lines):
            document.insert(start, line)
        return replace(start, start + len(lines), old)

    return SimpleNamespace(apply=apply)


def macro(*commands):
    def apply(document):
        inverses = []
        with ExitStack() as on_failure:
            for command in commands:
                inverse = command.apply(document)
                on_failure.callback(inverse.apply, document)
                inverses.insert(0, inverse)
            on_failure.pop_all()
        return macro(*inverses)

    return SimpleNamespace(apply=apply)


class History:
    def __init__(self, document, limit=None):
        if limit is not None and limit <= 0:
            raise ValueError("no room for a step")
        self.document = document
        self.limit = limit
        self.steps = {}
        self.first = self.cursor = self.end = 0

    def do(self, command):
        inverse = command.apply(self.document)
        for number in range(self.cursor, self.end):
            del self.steps[number]
        self.steps[self.cursor] = inverse
        self.cursor += 1
        self.end = self.cursor
        if self.limit and len(self.steps) > self.limit:
            del self.steps[self.first]
            self.first += 1

    def undo(self):
        if self.cursor == self.first:
            return False
        self.turn(self.cursor - 1)
        self.cursor -= 1
        return True

    def redo(self):
        if self.cursor == self.end:
            return False
        self.turn(self.cursor)
        self.cursor += 1
        return True

    def turn(self, number):
        self.steps[number] = self.steps[number].apply(self.document)


Replace, Macro = replace, macro
