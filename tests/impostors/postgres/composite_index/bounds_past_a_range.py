# expect: each a has its own entries
"""Lets every condition of the leftmost prefix bound, those after a range as well."""

from solutions.postgres.composite_index import Query, is_index_only, presorted, propose

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def bounding(index, query):
    count = 0
    for key in index:
        if key.removeprefix("-") not in query.equal | query.ranged:
            break
        count += 1
    return count
