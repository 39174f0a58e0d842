# expect: 0 is a number like any other
"""Tests the key for truth instead of for None, so 0 goes where null goes."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import RangePartitioned as Reference


class RangePartitioned(Reference):
    def route(self, key):
        return super().route(key or None)
