# expect: scattered over all of b
"""Needs a condition on the first column, and then passes over columns that have none."""

from solutions.postgres.composite_index import Query, is_index_only, presorted, propose

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def bounding(index, query):
    count = 0
    for place, key in enumerate(index):
        column = key.removeprefix("-")
        if column in query.ranged:
            return count + 1
        if column in query.equal:
            count += 1
        elif place == 0:
            return 0
    return count
