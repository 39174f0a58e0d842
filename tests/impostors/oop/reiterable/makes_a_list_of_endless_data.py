# expect: the data never ends and only 3 pairs
"""Makes a list of the data for `pairs`, which never ends if the data does not."""

from solutions.oop.reiterable import (  # noqa: F401
    Countdown,
    Readings,
    average_and_max,
    first_then_rest,
)


def pairs(data):
    items = list(data)
    return zip(items, items[1:], strict=False)  # noqa: RUF007
