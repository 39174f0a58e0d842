# expect: asks Child, so it is a BoundMethod of given and Child
"""Binds a class method to the class that it was written in, for subclasses too."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import BoundMethod, ClassMethod


def remember(self, owner, name):
    self._owner = owner


ClassMethod.__set_name__ = remember
ClassMethod.__get__ = lambda self, obj, cls: BoundMethod(self._func, self._owner)
