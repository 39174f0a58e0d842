# expect: it complains too late
"""Writes `pairs` with `yield`: its first line, and any error in it, waits for the first `next`."""

from solutions.oop.reiterable import (  # noqa: F401
    Countdown,
    Readings,
    average_and_max,
    first_then_rest,
)


def pairs(data):
    items = iter(data)
    for before in items:
        for item in items:
            yield before, item
            before = item
