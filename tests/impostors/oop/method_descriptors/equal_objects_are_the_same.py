# expect: whose list is equal but not the same
"""Compares the objects of two bound methods with `==` instead of `is`."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import BoundMethod


def equal(self, other):
    if not isinstance(other, BoundMethod):
        return NotImplemented
    return (self.__func__, self.__self__) == (other.__func__, other.__self__)


BoundMethod.__eq__ = equal
