# expect: for which not is unknown like the comparison in it
"""Takes a comparison with null for false, so `not` makes it true."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _TwoTruths:
    def prune(self, predicate):
        return super().prune(_known(predicate))


def _known(predicate):
    """Return a predicate that is false where this one compares with null."""
    match predicate:
        case ("is null",):
            return predicate
        case ("not" | "and" | "or" as word, *rest):
            return (word, *map(_known, rest))
        case (_, None):
            return ("and", ("is null",), ("not", ("is null",)))
    return ("and", ("not", ("is null",)), predicate)


class RangePartitioned(_TwoTruths, Ranges):
    pass


class ListPartitioned(_TwoTruths, Lists):
    pass
