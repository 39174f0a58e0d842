# expect: who writes `__eq__` must write `__hash__`
"""Writes `__eq__` and forgets that this takes the hash away."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import Point as Reference


class Point(Reference):
    def __eq__(self, other):
        return Reference.__eq__(self, other)
