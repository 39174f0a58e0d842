# expect: a is 2 in all of them, so they are sorted by a
"""Passes over columns of one value in the index, and then looks for them because of ORDER BY."""

from solutions.postgres.composite_index import Query, bounding, is_index_only, propose

__all__ = ["Query", "bounding", "is_index_only", "presorted", "propose"]


def flipped(key):
    return key.removeprefix("-") if key.startswith("-") else f"-{key}"


def presorted(index, query):
    order = [key for key in index if key.removeprefix("-") not in query.equal]
    most = 0
    for some in (order, [flipped(key) for key in order]):
        settled, rest = set(), iter(some)
        for place, key in enumerate(query.order_by, start=1):
            column = key.removeprefix("-")
            if column not in settled and next(rest, None) != key:
                break
            settled.add(column)
            most = max(most, place)
    return most
