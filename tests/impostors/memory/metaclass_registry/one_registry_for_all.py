# expect: plug-in of the first root only
"""Keeps one dict on the machinery, so every root sees the plug-ins of all others."""

from types import MappingProxyType

from solutions.memory.metaclass_registry import Registered as Reference
from solutions.memory.metaclass_registry import RegistryMeta as RegistryMeta
from solutions.memory.metaclass_registry import _enter

ALL = {}


class Registered:
    _plugins = ALL
    registry = MappingProxyType(ALL)

    def __init_subclass__(cls, *, name=None, abstract=False, **keywords):
        super().__init_subclass__(**keywords)
        _enter(cls, name, abstract or Registered in cls.__bases__)

    create = classmethod(Reference.create.__func__)
