# expect: copy.copy of Version\(.*what `__getnewargs__` gives.*raised AttributeError: 'tuple'
"""Leaves `__getnewargs__` to `tuple`, which gives a tuple where `__new__` wants a text."""

from solutions.memory.immutable_init import Money, Reading, Symbol  # noqa: F401
from solutions.memory.immutable_init import Version as Reference


class Version(Reference):
    __getnewargs__ = tuple.__getnewargs__
