# expect: these bounds are right, but raised ValueError
"""Refuses a range that begins where another ends, as if both contained that number."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import RangePartitioned as Reference


class RangePartitioned(Reference):
    def __init__(self, parts, default=None):
        super().__init__(parts, default)
        if {low for low, _ in parts.values()} & {high for _, high in parts.values()}:
            raise ValueError("overlap")
