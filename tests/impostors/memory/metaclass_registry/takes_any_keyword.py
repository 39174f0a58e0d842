# expect: no taker for colour
"""Ends the chain of hooks itself, so a misspelt keyword is lost without a word."""

from solutions.memory.metaclass_registry import Registered as Reference
from solutions.memory.metaclass_registry import RegistryMeta as RegistryMeta
from solutions.memory.metaclass_registry import _enter


class Registered:
    def __init_subclass__(cls, *, name=None, abstract=False, **keywords):
        try:
            super().__init_subclass__(**keywords)
        except TypeError:
            super().__init_subclass__()
        _enter(cls, name, abstract)

    create = classmethod(Reference.create.__func__)
