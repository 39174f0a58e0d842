# expect: a table in a class is shared by its subclasses
"""Looks symbols up by name alone, in a table that all subclasses share."""

import weakref
from typing import ClassVar

from solutions.memory.immutable_init import Money, Reading, Version  # noqa: F401
from solutions.memory.immutable_init import Symbol as Reference


class Symbol(Reference):
    _by_name: ClassVar = weakref.WeakValueDictionary()

    def __new__(cls, name):
        symbol = cls._by_name.get(name)
        if symbol is None:
            symbol = cls._by_name[name] = super().__new__(cls, name)
        return symbol
