# expect: low must be below high: this must raise ValueError
"""Refuses low above high and takes low equal to high, a range without a key."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import RangePartitioned as Reference


class RangePartitioned(Reference):
    def __init__(self, parts, default=None):
        super().__init__({n: b for n, b in parts.items() if b[0] != b[1]}, default)
