# expect: counts as false, but it is no None: through it, method
"""Asks whether the object is true instead of whether it is None."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import BoundMethod, InstanceMethod, Property

get_property = Property.__get__


def get_method(self, obj, cls):
    return BoundMethod(self._func, obj) if obj else self._func


InstanceMethod.__get__ = get_method
Property.__get__ = lambda self, obj, cls: get_property(self, obj or None, cls)
