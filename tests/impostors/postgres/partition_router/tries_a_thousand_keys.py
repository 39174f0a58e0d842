# expect: no range reaches as far as that|far contains 50000
"""Tries the keys near zero, as if no table had others."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import NoPartition, _truth
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _Window:
    def prune(self, predicate):
        found = set()
        for key in (None, *range(-500, 500)):
            try:
                if _truth(predicate, key) == 1:
                    found.add(self.route(key))
            except NoPartition:
                pass
        return found


class RangePartitioned(_Window, Ranges):
    pass


class ListPartitioned(_Window, Lists):
    pass
