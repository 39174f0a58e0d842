# expect: backwards, the greatest a comes first
"""Wants the directions of ORDER BY to be those of the index, for it never reads it backwards."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def presorted(index, query):
    settled = set(query.equal)
    order = iter([key for key in index if key.removeprefix("-") not in settled])
    for place, key in enumerate(query.order_by):
        column = key.removeprefix("-")
        if column not in settled and next(order, None) != key:
            return place
        settled.add(column)
    return len(query.order_by)
