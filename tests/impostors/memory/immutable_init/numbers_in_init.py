# expect: was asked for again, and has \d+: `__init__` runs on whatever
"""Numbers the symbol in `__init__`, which also runs on a symbol that was there before."""

import itertools
import weakref
from typing import ClassVar

from solutions.memory.immutable_init import Money, Reading, Version  # noqa: F401


class Symbol:
    _symbols: ClassVar = weakref.WeakValueDictionary()
    _numbers: ClassVar = itertools.count()

    def __new__(cls, name):
        symbol = cls._symbols.get((cls, name))
        if symbol is None:
            symbol = cls._symbols[cls, name] = super().__new__(cls)
        return symbol

    def __init__(self, name):
        self._name = name
        self._number = next(self._numbers)

    @property
    def name(self):
        return self._name

    @property
    def number(self):
        return self._number

    def __reduce__(self):
        return type(self), (self._name,)
