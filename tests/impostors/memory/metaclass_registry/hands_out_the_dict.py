# expect: on the view made the registry
"""Shows its own dict, which the whole world can then change."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, **keywords):
        cls = super().__new__(mcls, class_name, bases, namespace, **keywords)
        cls.registry = cls._plugins
        return cls
