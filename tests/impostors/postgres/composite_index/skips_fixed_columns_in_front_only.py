# expect: with b = 2 in each, a, c is sorted
"""Passes over columns of one value at the front of the index, but not between others."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose
from solutions.postgres.composite_index import presorted as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def presorted(index, query):
    rest = list(index)
    while rest and rest[0].removeprefix("-") in query.equal:
        rest.pop(0)
    stop = [place for place, key in enumerate(rest) if key.removeprefix("-") in query.equal]
    return reference(rest[: stop[0]] if stop else rest, query)
