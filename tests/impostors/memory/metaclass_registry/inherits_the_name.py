# expect: SmallCircle\(Circle\) is right, but raised ValueError
"""Keeps `name` as an attribute of the class: a subclass without one comes with its parent's."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, *, name=None, **keywords):
        for base in bases:
            name = getattr(base, "plugin_name", None) if name is None else name
        cls = super().__new__(mcls, class_name, bases, namespace, name=name, **keywords)
        cls.plugin_name = name
        return cls
