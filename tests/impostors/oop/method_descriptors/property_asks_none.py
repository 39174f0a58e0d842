# expect: there is no object to call its getter with
"""Calls the getter with None when the property is read through the class."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import Property


def get(self, obj, cls):
    if self._fget is None:
        raise AttributeError("this property has no getter")
    return self._fget(obj)


Property.__get__ = get
