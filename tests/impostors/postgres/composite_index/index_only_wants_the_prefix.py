# expect: the whole index is read, but not the table
"""Takes an index-only scan to need a condition on the first column."""

from solutions.postgres.composite_index import Query, bounding, presorted, propose
from solutions.postgres.composite_index import is_index_only as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def is_index_only(index, query):
    return bounding(index, query) > 0 and reference(index, query)
