# expect: return NotImplemented, not False
"""Answers False for a type it does not know, so nobody asks the other side."""

from solutions.structures.hash_eq_contract import *  # noqa: F403
from solutions.structures.hash_eq_contract import Point as Reference


class Point(Reference):
    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    __hash__ = Reference.__hash__
