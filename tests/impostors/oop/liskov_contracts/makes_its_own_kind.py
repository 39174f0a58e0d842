# expect: Square\(2\)\.with_width\(1\) was to give a Rectangle, it gave TypeError
"""Calls `type(self)` with two sides, which the constructor of a square does not take."""

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import Rectangle as Base


class Rectangle(Base):
    def with_width(self, width):
        return type(self)(width, self.height)

    def scaled(self, factor):
        return Rectangle(self.width * factor, self.height * factor)


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)

    def scaled(self, factor):
        return Square(self.width * factor)
