# expect: a range is read if the comparison is true for one of its keys
"""Tries the numbers that are written in bounds and predicate, and none beside them."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import NoPartition, _numbers, _truth
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _Few:
    def prune(self, predicate):
        found = set()
        for key in {None, *self._written(), *_numbers(predicate)}:
            try:
                if _truth(predicate, key) == 1:
                    found.add(self.route(key))
            except NoPartition:
                pass
        return found


class RangePartitioned(_Few, Ranges):
    def _written(self):
        return [n for *bounds, _ in self._ranges for n in bounds if abs(n) < 10**9]


class ListPartitioned(_Few, Lists):
    def _written(self):
        return self._names
