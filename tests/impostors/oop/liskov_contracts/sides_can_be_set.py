# expect: shape = Rectangle\(2, 3\); shape\.width = 5 must be an AttributeError
"""Keeps the setters of the textbook, which a square can only obey by breaking a promise."""

from solutions.oop.liskov_contracts import *  # noqa: F403


class Rectangle:
    def __init__(self, width, height):
        if width <= 0 or height <= 0:
            raise ValueError("both sides must be positive")
        self.width = width
        self.height = height

    def with_width(self, width):
        return Rectangle(width, self.height)

    def scaled(self, factor):
        return Rectangle(self.width * factor, self.height * factor)


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)

    def __setattr__(self, name, side):
        super().__setattr__("width", side)
        super().__setattr__("height", side)

    def scaled(self, factor):
        return Square(self.width * factor)
