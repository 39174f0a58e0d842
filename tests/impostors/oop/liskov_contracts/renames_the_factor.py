# expect: Square\(2\)\.scaled\(factor=2\) was to give a Rectangle, it gave TypeError
"""Gives the parameter of the override a name of its own, so calls by name fail for squares."""

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import Square as Reference


class Square(Reference):
    def scaled(self, times):
        return Square(self.width * times)
