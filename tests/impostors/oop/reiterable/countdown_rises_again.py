# expect: had been looped over to its end
"""Makes the countdown ready for the next loop when it ends, so it gives items after its end."""

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
        return self

    def __next__(self):
        if self._left == 0:
            self._left = self._start
            raise StopIteration
        self._left -= 1
        return self._left + 1
