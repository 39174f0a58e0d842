# expect: sorted by a; then c is left to sort
"""Says 0 unless the index gives the whole order, as before there was an Incremental Sort."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose
from solutions.postgres.composite_index import presorted as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def presorted(index, query):
    keys = reference(index, query)
    return keys if keys == len(query.order_by) else 0
