# expect: method that is bound to a list raised TypeError
"""Hashes the object of a bound method, which may have no hash."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import BoundMethod

BoundMethod.__hash__ = lambda self: hash((self.__func__, self.__self__))
