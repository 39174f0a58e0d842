# expect: where a is the same, it is sorted by a, too
"""Looks for a column of ORDER BY in the index again when it comes a second time."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose
from solutions.postgres.composite_index import presorted as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def presorted(index, query):
    seen = set()
    for place, key in enumerate(query.order_by):
        column = key.removeprefix("-")
        if column in seen - set(query.equal):
            return min(place, reference(index, query))
        seen.add(column)
    return reference(index, query)
