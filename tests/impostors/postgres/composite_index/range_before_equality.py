# expect: b = 2 in front lets
"""Takes the conditions in the order of their names, whatever their kind."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, presorted

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def propose(query):
    keys = {}
    bounds = sorted(query.equal | (query.ranged if not query.order_by else set()))
    for key in [*bounds, *query.order_by, *query.ranged, *query.select]:
        keys.setdefault(key.removeprefix("-"), key)
    return list(keys.values())
