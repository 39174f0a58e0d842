# expect: a comparison with null is unknown, whatever k is
"""Reads k = NULL as k IS NULL, as Python's None == None suggests."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _Pythonic:
    def prune(self, predicate):
        return super().prune(_meant(predicate))


def _meant(predicate):
    match predicate:
        case ("=", None):
            return ("is null",)
        case ("not" | "and" | "or" as word, *rest):
            return (word, *map(_meant, rest))
    return predicate


class RangePartitioned(_Pythonic, Ranges):
    pass


class ListPartitioned(_Pythonic, Lists):
    pass
