# expect: c has one value: what follows.*(\n.*)?nothing may be left to sort
"""Makes all columns ascending, since an index can be read backwards."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, presorted
from solutions.postgres.composite_index import propose as reference

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def propose(query):
    return [key.removeprefix("-") for key in reference(query)]
