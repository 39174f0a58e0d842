# expect: is in a and in b: this must raise ValueError
"""Turns the lists into one dict, in which a value of two lists belongs to the later one."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import ListPartitioned as Reference


class ListPartitioned(Reference):
    def __init__(self, parts, default=None):
        super().__init__({}, default)
        self._names = {value: name for name, values in parts.items() for value in values}
