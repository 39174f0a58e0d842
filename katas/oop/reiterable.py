"""Reiterable: works once, then the report is empty.

A report on temperatures is made of five pieces, and each gets one thing about
iteration wrong. A docstring shows today's code, then what was seen, then what
is due. Write it right; a few lines of each will change.

    >>> readings = Readings(line for line in ["20.5", "19"])
    >>> [(a, b) for a in readings for b in readings]
    [(20.5, 20.5), (20.5, 19.0), (19.0, 20.5), (19.0, 19.0)]
    >>> average_and_max(value for value in readings)
    (19.75, 20.5)
    >>> list(pairs(value for value in [1, 2, 3]))
    [(1, 2), (2, 3)]
    >>> first, rest = first_then_rest(["time", "10:00", "10:10"])
    >>> first, list(rest)
    ('time', ['10:00', '10:10'])

Data comes as any iterable: a list, a generator, an object that has nothing but
`__iter__`. Some of them give their items only once. Some never end, namely the
sensors: `pairs` and `first_then_rest` must serve those, too.

The whole standard library is welcome.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


class Readings:
    """The temperatures that a file holds, to be looped over by whoever wants to.

    def __init__(self, lines):
        self._values = (float(line) for line in lines)

    def __iter__(self):
        return self._values

    Seen: the first page of the report was right and the second was empty. Then
    someone put the values into a list, with an index that `__iter__` set to 0;
    now of two loops, one within the other, the outer one ended early.
    Due: every loop sees all values, whatever other loops are doing.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Take lines that `float` can read. They end, but may be given only once."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[float]:
        raise NotImplementedError


class Countdown:
    """Counts the minutes that are left, `start` first and 1 last.

    def __init__(self, start):
        self._start = self._left = start

    def __iter__(self):
        self._left = self._start
        return self

    def __next__(self):
        if self._left == 0:
            self._left = self._start
            raise StopIteration
        self._left -= 1
        return self._left + 1

    Seen: `next` was called for the first minute, then a loop was to have the
    others, and the first came again. And what was over did not stay over.
    Due: an iterator, which `iter` gives back as it is, and which goes one way.
    """

    def __init__(self, start: int) -> None:
        """Take 0 or more."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[int]:
        raise NotImplementedError

    def __next__(self) -> int:
        raise NotImplementedError


def average_and_max(data: Iterable[float]) -> tuple[float, float]:
    """Return both; there must be data.

    count = sum(1 for _ in data)
    return sum(data) / count, max(data, default=0)

    Seen: from a generator, (0.0, 0) all winter. No data: `ZeroDivisionError`.
    Due: right for all data that ends; `ValueError` if there is none.
    """
    raise NotImplementedError


def pairs(data: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Return an iterator of each item with the one that follows it.

    later = iter(data)
    next(later)
    return zip(data, later)

    Seen: right for a list, but a generator of 1, 2, 3, 4, 5 gave (2, 3) and (4, 5).
    An empty list raised `StopIteration`.
    Due: right for all data; less than two items make no pair. What is not
    iterable still raises `TypeError` in the call, not when the first pair is wanted.
    """
    raise NotImplementedError


def first_then_rest(data: Iterable[T]) -> tuple[T, Iterator[T]]:
    """Return the first item, and an iterator of the others.

    return next(iter(data)), iter(data)

    Seen: right for a generator, but of a list the first came twice. And
    `list(map(first_then_rest, [[1], [], [2]]))` had one element and no error.
    Due: right for all data; `ValueError` if there is none.
    """
    raise NotImplementedError
