# expect: a lies inside b
"""Asks only whether an end of the new range is inside an older one, so it may enclose that."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import RangePartitioned as Reference


class RangePartitioned(Reference):
    def __init__(self, parts, default=None):
        super().__init__({}, default)
        for name, (low, high) in parts.items():
            if low >= high:
                raise ValueError("empty")
            for start, end, _ in self._ranges:
                if start <= low < end or start < high <= end:
                    raise ValueError("overlap")
            self._ranges = sorted([*self._ranges, (low, high, name)])
