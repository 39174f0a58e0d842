# expect: 12 and 17 are both in mid, but no key is both
"""Intersects the partitions of both sides of `and`, though no key there makes both true."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _Bottom:
    def prune(self, predicate):
        match predicate:
            case ("and", left, right):
                return self.prune(left) & self.prune(right)
            case ("or", left, right):
                return self.prune(left) | self.prune(right)
        return super().prune(predicate)


class RangePartitioned(_Bottom, Ranges):
    pass


class ListPartitioned(_Bottom, Lists):
    pass
