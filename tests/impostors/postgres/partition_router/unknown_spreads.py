# expect: for null the left side of or is true
"""Makes `and` and `or` unknown as soon as one side is, though the other side decides."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _Spreading:
    def prune(self, predicate):
        numbers = super().prune(("and", predicate, ("not", ("is null",))))
        if _is_unknown_for_null(predicate):
            return numbers
        return super().prune(predicate)


def _is_unknown_for_null(predicate):
    match predicate:
        case ("is null",):
            return False
        case ("not" | "and" | "or", *rest):
            return any(map(_is_unknown_for_null, rest))
    return True


class RangePartitioned(_Spreading, Ranges):
    pass


class ListPartitioned(_Spreading, Lists):
    pass
