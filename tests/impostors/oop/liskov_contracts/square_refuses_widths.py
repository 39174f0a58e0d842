# expect: Square\(2\)\.with_width\(1\) was to give a Rectangle, it gave ValueError
"""Refuses to give a square another width: a stronger precondition than the base has."""

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import Square as Reference


class Square(Reference):
    def with_width(self, width):
        if width != self.width:
            raise ValueError("a square has equal sides")
        return self

    def scaled(self, factor):
        return Square(self.width * factor)
