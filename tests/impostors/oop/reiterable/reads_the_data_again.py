# expect: average_and_max of a generator with \[1, 2, 6\]
"""Goes over the data more than once, and from a generator only the first time gets anything."""

from solutions.oop.reiterable import (  # noqa: F401
    Countdown,
    Readings,
    first_then_rest,
    pairs,
)


def average_and_max(data):
    count = sum(1 for _ in data)
    if not count:
        raise ValueError("no data")
    return sum(data) / count, max(data, default=0)
