# expect: where k <> 5: prune must give \{all\}, not \{all, rest\}
"""Finds that None != 5 and so reads null's partition for k <> 5."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _Pythonic:
    def prune(self, predicate):
        return super().prune(_differing(predicate))


def _differing(predicate):
    match predicate:
        case ("<>", int()):
            return ("or", ("is null",), predicate)
        case ("not" | "and" | "or" as word, *rest):
            return (word, *map(_differing, rest))
    return predicate


class RangePartitioned(_Pythonic, Ranges):
    pass


class ListPartitioned(_Pythonic, Lists):
    pass
