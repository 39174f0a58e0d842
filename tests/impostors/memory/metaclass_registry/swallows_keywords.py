# expect: Loud got volume=None
"""Accepts the keywords of mix-ins and never passes them on."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, *, name=None, abstract=False, **_):
        return super().__new__(mcls, class_name, bases, namespace, name=name, abstract=abstract)
