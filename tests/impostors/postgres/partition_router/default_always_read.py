# expect: one of its keys(?s:.*)k = 15: prune must give \{mid\}, not \{mid, rest\}
"""Adds the default partition to every answer, because anything might be in it."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Lists
from solutions.postgres.partition_router import RangePartitioned as Ranges


class _Cautious:
    def prune(self, predicate):
        return super().prune(predicate) | ({self._default} - {None})


class RangePartitioned(_Cautious, Ranges):
    pass


class ListPartitioned(_Cautious, Lists):
    pass
