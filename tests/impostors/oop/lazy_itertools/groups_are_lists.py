# expect: was not read before the next pair was asked for, and so was to be empty
"""Reads a whole group into a list before it gives the pair, and so the group outlives its turn."""

from solutions.oop.lazy_itertools import chain_from_iterable, islice, takewhile, tee

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def groupby(iterable, key=None):
    return runs(iter(iterable), key or (lambda item: item))


def runs(source, key):
    run = []
    for item in source:
        current = key(item)
        if run and current != own:  # noqa: F821
            yield own, iter(run)  # noqa: F821
            run = []
        own = current
        run.append(item)
    if run:
        yield own, iter(run)
