# expect: goes by 'small_red_circle'
"""Lowers the class name and puts no underscores in."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, *, name=None, **keywords):
        name = class_name.lower() if name is None else name
        return super().__new__(mcls, class_name, bases, namespace, name=name, **keywords)
