# expect: a part of a sorted list is sorted
"""Lets a range end what is sorted, as it ends what bounds."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose
from solutions.postgres.composite_index import presorted as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def presorted(index, query):
    ranges = [n for n, key in enumerate(index, 1) if key.removeprefix("-") in query.ranged]
    return reference(index[: ranges[0]] if ranges else index, query)
