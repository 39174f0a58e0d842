# expect: within a = 2, b is sorted
"""Wants ORDER BY to begin with the index's first column, even if that has one value."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose
from solutions.postgres.composite_index import presorted as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def presorted(index, query):
    mentioned = [key.removeprefix("-") for key in query.order_by]
    fixed = [column for column in query.equal if column in mentioned]
    return reference(index, query._replace(equal=set(fixed)))
