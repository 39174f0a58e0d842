"""Steps hold a command and its inverse, and are linked both ways; lines are replaced wholesale."""


class Insertion:
    """What `Replace` is, and what takes it back, by how many lines go and which ones come."""

    def __init__(self, where, gone, lines):
        self.where, self.gone, self.lines = where, gone, tuple(lines)

    def apply(self, document):
        head, tail = document[: self.where], document[self.where + self.gone :]
        old = document[self.where : self.where + self.gone]
        document[:] = [*head, *self.lines, *tail]
        return Insertion(self.where, len(self.lines), old)


class Replace:
    def __init__(self, start, stop, lines):
        self.start, self.stop, self.lines = start, stop, lines

    def apply(self, document):
        places = range(len(document) + 1)
        if self.start not in places or self.stop not in places[self.start :]:
            raise IndexError(self.start, self.stop)
        return Insertion(self.start, self.stop - self.start, self.lines).apply(document)


class Macro:
    def __init__(self, first=None, *others):
        self.first = first
        self.others = Macro(*others) if others else None

    def apply(self, document):
        if self.first is None:
            return self
        inverse = self.first.apply(document)
        if self.others is None:
            return inverse
        try:
            return Macro(self.others.apply(document), inverse)
        except BaseException:
            inverse.apply(document)
            raise


class Step:
    def __init__(self, command=None, inverse=None, previous=None):
        self.command, self.inverse, self.previous, self.next = command, inverse, previous, None


class History:
    def __init__(self, document, limit=None):
        if limit is not None and not limit > 0:
            raise ValueError(limit)
        self.document = document
        self.room = limit
        self.base = self.now = Step()

    def do(self, command):
        step = Step(command, command.apply(self.document), self.now)
        self.now.next = self.now = step
        if self.room == 0:
            self.base = self.base.next
            self.base.command = self.base.inverse = self.base.previous = None
        elif self.room:
            self.room -= 1

    def undo(self):
        if self.now is self.base:
            return False
        self.now.command = self.now.inverse.apply(self.document)
        self.now = self.now.previous
        self.room = self.room if self.room is None else self.room + 1
        return True

    def redo(self):
        step = self.now.next
        if step is None:
            return False
        step.inverse = step.command.apply(self.document)
        self.now = step
        self.room = self.room if self.room is None else self.room - 1
        return True
