# expect: c has one value: what follows.*(\n.*)?1 can bound
"""Begins with the order, since columns of one value do no harm in between."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, presorted

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def propose(query):
    keys = {}
    for key in [*query.order_by, *query.equal, *query.ranged, *query.select]:
        keys.setdefault(key.removeprefix("-"), key)
    return list(keys.values())
