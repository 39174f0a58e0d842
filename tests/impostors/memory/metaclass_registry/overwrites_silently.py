# expect: was taken when another class came
"""Lets the last class of a name win, as a plain assignment to a dict does."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference
from solutions.memory.metaclass_registry import _snake_case


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, *, name=None, **keywords):
        for base in bases:
            getattr(base, "_plugins", {}).pop(name or _snake_case(class_name), None)
        return super().__new__(mcls, class_name, bases, namespace, name=name, **keywords)
