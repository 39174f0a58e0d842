# expect: entries of a range of a lie together
"""Stops before the first range instead of after it."""

from solutions.postgres.composite_index import Query, is_index_only, presorted, propose

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def bounding(index, query):
    count = 0
    for key in index:
        if key.removeprefix("-") not in query.equal:
            break
        count += 1
    return count
