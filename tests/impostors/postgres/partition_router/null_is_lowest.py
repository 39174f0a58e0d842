# expect: even from MINVALUE to MAXVALUE, a range has no null
"""Puts null below all numbers, into the range that begins at MINVALUE."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import MINVALUE
from solutions.postgres.partition_router import RangePartitioned as Reference


class RangePartitioned(Reference):
    def route(self, key):
        return super().route(MINVALUE if key is None else key)
