# expect: no class stands below the root yet
"""Enters every class it makes, the root too."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference
from solutions.memory.metaclass_registry import _add, _snake_case


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, **keywords):
        cls = super().__new__(mcls, class_name, bases, namespace, **keywords)
        if not cls.registry:
            _add(cls._plugins, _snake_case(class_name), cls)
        return cls
