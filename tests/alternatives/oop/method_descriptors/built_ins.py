"""The real things; a plain function is its own descriptor."""

from types import MethodType as BoundMethod

__all__ = ["BoundMethod", "ClassMethod", "InstanceMethod", "Property", "StaticMethod"]

ClassMethod = classmethod
StaticMethod = staticmethod
Property = property


class InstanceMethod:
    def __new__(cls, func):
        return func
