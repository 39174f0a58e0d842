# expect: a in front would bound the stretch, and leave b
"""Puts columns with a range right after those with an equality, so that they bound the stretch."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, presorted

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def propose(query):
    keys = {}
    directions = {key.removeprefix("-"): key for key in reversed(query.order_by)}
    for key in [*query.equal, *query.ranged, *query.order_by, *query.select]:
        column = key.removeprefix("-")
        keys.setdefault(column, directions.get(column, key))
    return list(keys.values())
