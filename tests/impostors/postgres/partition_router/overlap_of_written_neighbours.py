# expect: a and c overlap, though both are clear of b
"""Compares each range with the one written before it only."""

from itertools import pairwise

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import RangePartitioned as Reference


class RangePartitioned(Reference):
    def __init__(self, parts, default=None):
        super().__init__({}, default)
        if any(low >= high for low, high in parts.values()):
            raise ValueError("empty")
        for (low, high), (start, end) in pairwise(parts.values()):
            if low < end and start < high:
                raise ValueError("overlap")
        self._ranges = sorted((low, high, name) for name, (low, high) in parts.items())
