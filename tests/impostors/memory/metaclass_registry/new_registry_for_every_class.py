# expect: is a plug-in of Shape
"""Gives every class a registry of its own, so a plug-in's plug-ins never reach the root."""

from types import MappingProxyType

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, **keywords):
        cls = super().__new__(mcls, class_name, bases, namespace, **keywords)
        cls._plugins = {}
        cls.registry = MappingProxyType(cls._plugins)
        return cls
