# expect: for `abstract` is not inherited
"""Keeps `abstract` as an attribute of the class, where every subclass finds it."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, *, abstract=False, **keywords):
        abstract = abstract or any(getattr(base, "abstract", False) for base in bases)
        cls = super().__new__(mcls, class_name, bases, namespace, abstract=abstract, **keywords)
        cls.abstract = abstract
        return cls
