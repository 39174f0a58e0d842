# expect: name=''\) was made
"""Writes `name or default`: an empty name, and a 0, silently become the default."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, *, name=None, **keywords):
        return super().__new__(mcls, class_name, bases, namespace, name=name or None, **keywords)
