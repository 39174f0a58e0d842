# expect: b starts again at 3
"""Passes over a column with a range as if it had one value, since it bounds the stretch, too."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose
from solutions.postgres.composite_index import presorted as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def presorted(index, query):
    return reference(index, query._replace(equal=query.equal | query.ranged))
