# expect: first_then_rest of a list with .* what came is
"""Asks the data for an iterator twice, and that of a list begins with the first item again."""

from solutions.oop.reiterable import (  # noqa: F401
    Countdown,
    Readings,
    average_and_max,
    pairs,
)


def first_then_rest(data):
    for first in data:
        return first, iter(data)
    raise ValueError("no data")
