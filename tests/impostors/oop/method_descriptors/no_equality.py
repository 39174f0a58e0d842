# expect: the same function, the same object
"""Leaves it to `object` to compare bound methods: each equals only itself."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import BoundMethod

BoundMethod.__eq__ = object.__eq__
BoundMethod.__hash__ = object.__hash__
