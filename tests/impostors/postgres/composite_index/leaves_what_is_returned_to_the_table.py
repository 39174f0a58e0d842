# expect: an index-only scan takes the columns
"""Proposes the columns that are compared and sorted by, and not those that are returned."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, presorted
from solutions.postgres.composite_index import propose as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def propose(query):
    return reference(query._replace(select=set()))
