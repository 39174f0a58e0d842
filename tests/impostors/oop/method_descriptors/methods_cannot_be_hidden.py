# expect: which hides the method of its class.*AttributeError
"""Gives methods a `__set__` that refuses, so no object can have its own attribute."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import ClassMethod, InstanceMethod, StaticMethod


def refuse(self, obj, value):
    raise AttributeError("methods are read-only")


for kind in (ClassMethod, InstanceMethod, StaticMethod):
    kind.__set__ = refuse
