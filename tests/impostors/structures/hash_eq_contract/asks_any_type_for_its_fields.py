# expect: Point\(1, 2\) == None may not raise
"""Compares fields without a look at the type of the other side."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import Point as Reference


class Point(Reference):
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    __hash__ = Reference.__hash__
