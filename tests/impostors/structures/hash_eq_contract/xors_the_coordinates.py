# expect: have only 16 different hashes
"""Joins two hashes with ^, so that all points of a diagonal share one."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import Point as Reference


class Point(Reference):
    def __hash__(self):
        return hash(self.x) ^ hash(self.y)
