# expect: and no two may be equal
"""Numbers a new symbol by how many there are, some having gone since."""

import weakref
from typing import ClassVar

from solutions.memory.immutable_init import Money, Reading, Version  # noqa: F401
from solutions.memory.immutable_init import Symbol as Reference


class Symbol(Reference):
    _symbols: ClassVar = weakref.WeakValueDictionary()

    def __new__(cls, name):
        symbol = cls._symbols.get((cls, name))
        if symbol is None:
            symbol = cls._symbols[cls, name] = object.__new__(cls)
            symbol._name = name
            symbol._number = len(cls._symbols)
        return symbol
