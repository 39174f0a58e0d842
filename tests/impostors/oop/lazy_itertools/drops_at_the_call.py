# expect: even what is to be dropped waits for the first `next`
"""Drops the items before `start` when `islice` is called, before anybody has asked."""

from solutions.oop.lazy_itertools import chain_from_iterable, groupby, takewhile, tee
from solutions.oop.lazy_itertools import islice as checked

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def islice(iterable, start, stop):
    checked(iterable, start, stop)
    source = iter(iterable)
    for _ in range(start):
        next(source, None)
    return checked(source, 0, None if stop is None else max(stop - start, 0))
