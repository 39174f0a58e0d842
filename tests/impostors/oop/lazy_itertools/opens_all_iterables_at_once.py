# expect: how many of the iterables had been taken by then: \(1, 1\), \(2, 1\), \(3, 3\) was due
"""Unpacks the iterable of iterables into arguments, and so takes all of them at the call."""

from solutions.oop.lazy_itertools import groupby, islice, takewhile, tee

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def chain_from_iterable(iterables):
    return chain(*iterables)


def chain(*iterables):
    for iterable in iterables:
        yield from iterable
