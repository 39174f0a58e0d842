# expect: islice\('abcde', 0, 2\), four times `next`.* due, not .*'end', 3
"""Compares the position with `stop` only when the next item is already taken, and so lost."""

from solutions.oop.lazy_itertools import chain_from_iterable, groupby, takewhile, tee
from solutions.oop.lazy_itertools import islice as checked

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def islice(iterable, start, stop):
    checked(iterable, start, stop)
    return sliced(iter(iterable), start, stop)


def sliced(source, start, stop):
    for position, item in enumerate(source):
        if stop is not None and position >= stop:
            return
        if position >= start:
            yield item
