# expect: assign x of Point\(1, 2\): AttributeError was due
"""Leaves the fields that it hashes open to assignment."""

from solutions.structures.hash_eq_contract import *  # noqa: F403


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))
