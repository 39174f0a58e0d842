# expect: come from one descriptor; both were taken
"""Keeps one bound method in the descriptor and hands it to every object in turn."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import BoundMethod, InstanceMethod


def get(self, obj, cls):
    if obj is None:
        return self._func
    bound = self.__dict__.setdefault("_bound", BoundMethod(self._func, obj))
    bound.__self__ = obj
    return bound


InstanceMethod.__get__ = get
