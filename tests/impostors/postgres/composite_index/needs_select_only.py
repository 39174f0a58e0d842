# expect: b is in the table only
"""Looks only at what is returned, and not at what is compared."""

from solutions.postgres.composite_index import Query, bounding, presorted, propose

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def is_index_only(index, query):
    return query.select <= {key.removeprefix("-") for key in index}
