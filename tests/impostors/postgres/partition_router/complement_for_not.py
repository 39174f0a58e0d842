# expect: mid also contains 14
"""Answers `not` with the partitions that its predicate does not read."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _Complement:
    def prune(self, predicate):
        match predicate:
            case ("not", ("=" | "and" as sign, *rest)) if None not in rest:
                everything = super().prune(("not", ("is null",)))
                return everything - super().prune((sign, *rest))
        return super().prune(predicate)


class RangePartitioned(_Complement, Ranges):
    pass


class ListPartitioned(_Complement, Lists):
    pass
