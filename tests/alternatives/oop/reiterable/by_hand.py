"""An iterator class of its own for each loop, generators around one `iter`, a single pass."""


class Cursor:
    def __init__(self, values):
        self.values = values
        self.position = 0

    def __iter__(self):
        return self

    def __next__(self):
        try:
            value = self.values[self.position]
        except IndexError:
            raise StopIteration from None
        self.position += 1
        return value


class Readings:
    def __init__(self, lines):
        self.values = tuple(float(line) for line in lines)

    def __iter__(self):
        return Cursor(self.values)


class Countdown:
    def __init__(self, start):
        self.minutes = [minute + 1 for minute in range(start)]

    def __iter__(self):
        return self

    def __next__(self):
        if self.minutes:
            return self.minutes.pop()
        raise StopIteration


def average_and_max(data):
    count, average, most = 0, 0.0, float("-inf")
    for value in data:
        count += 1
        average += (value - average) / count
        most = max(most, value)
    if count == 0:
        raise ValueError("empty")
    return average, most


def pairs(data):
    return paired(iter(data))


def paired(items):
    missing = object()
    before = next(items, missing)
    for item in items:
        yield before, item
        before = item


def first_then_rest(data):
    def others():
        yield from rest

    rest = iter(data)
    for first in rest:
        return first, others()
    raise ValueError("empty")
