# expect: A position that all loops share
"""Keeps the position in `Readings` and is its own iterator, so an inner loop ends the outer one."""

from solutions.oop.reiterable import (  # noqa: F401
    Countdown,
    average_and_max,
    first_then_rest,
    pairs,
)


class Readings:
    def __init__(self, lines):
        self._values = [float(line) for line in lines]

    def __iter__(self):
        self._next = 0
        return self

    def __next__(self):
        if self._next == len(self._values):
            raise StopIteration
        self._next += 1
        return self._values[self._next - 1]
