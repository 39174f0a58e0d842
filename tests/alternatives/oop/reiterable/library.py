"""As much as the library has: a tuple of floats, a range, `fmean`, `tee`."""

import statistics
from itertools import chain, islice, tee


class Readings(tuple):
    def __new__(cls, lines):
        return super().__new__(cls, map(float, lines))


class Countdown:
    def __init__(self, start):
        self.minutes = iter(range(start, 0, -1))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.minutes)


def average_and_max(data):
    values = sorted(data)
    return statistics.fmean(values), values[-1]


def pairs(data):
    these, others = tee(data)
    return zip(these, islice(others, 1, None), strict=False)


def first_then_rest(data):
    rest = iter(data)
    try:
        first = next(rest)
    except StopIteration:
        raise ValueError("empty") from None
    return first, chain(rest)
