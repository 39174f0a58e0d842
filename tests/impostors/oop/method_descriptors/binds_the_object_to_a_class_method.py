# expect: one.method asks Base, so .* gave a BoundMethod of given and <a Base>
"""Binds a class method to the object, when it is read through one."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import BoundMethod, ClassMethod


def get(self, obj, cls):
    return BoundMethod(self._func, cls if obj is None else obj)


ClassMethod.__get__ = get
