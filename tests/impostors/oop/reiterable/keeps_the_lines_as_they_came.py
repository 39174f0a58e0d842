# expect: made of a generator(.|\n)*it got \[\]
"""Reads `lines` in each loop: if they came from a generator, the second one finds nothing."""

from solutions.oop.reiterable import (  # noqa: F401
    Countdown,
    average_and_max,
    first_then_rest,
    pairs,
)


class Readings:
    def __init__(self, lines):
        self._lines = lines

    def __iter__(self):
        return map(float, self._lines)
