# expect: scattered over all of a
"""Counts all columns with a condition that the index has, as Index Cond in a plan names them."""

from solutions.postgres.composite_index import Query, is_index_only, presorted, propose

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def bounding(index, query):
    return sum(key.removeprefix("-") in query.equal | query.ranged for key in index)
