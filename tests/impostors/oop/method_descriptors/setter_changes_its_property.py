# expect: leaves old alone
"""Puts the new function into the property itself and returns that."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import Property


def changes(field):
    def change(self, function):
        setattr(self, field, function)
        return self

    return change


Property.getter = changes("_fget")
Property.setter = changes("_fset")
Property.deleter = changes("_fdel")
