# expect: width and height of Square\(2\)\.with_width\(1\) are \(1, 2\), not \(1, 1\)
"""Gives a square for every width: a weaker postcondition, the height was to stay."""

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import Square as Reference


class Square(Reference):
    def with_width(self, width):
        return Square(width)

    def scaled(self, factor):
        return Square(self.width * factor)
