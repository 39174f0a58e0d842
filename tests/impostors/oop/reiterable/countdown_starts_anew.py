# expect: nobody turns an iterator back
"""Sets the countdown back in `__iter__`, so a loop over what is left begins at the start."""

from solutions.oop.reiterable import (  # noqa: F401
    Readings,
    average_and_max,
    first_then_rest,
    pairs,
)


class Countdown:
    def __init__(self, start):
        self._start = self._left = start

    def __iter__(self):
        self._left = self._start
        return self

    def __next__(self):
        if self._left == 0:
            raise StopIteration
        self._left -= 1
        return self._left + 1
