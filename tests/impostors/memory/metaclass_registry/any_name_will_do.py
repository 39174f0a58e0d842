# expect: must be a TypeError
"""Takes whatever can be hashed for a name."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference
from solutions.memory.metaclass_registry import _snake_case


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, *, name=None, **keywords):
        if name is None or isinstance(name, str):
            return super().__new__(mcls, class_name, bases, namespace, name=name, **keywords)
        cls = super().__new__(mcls, class_name, bases, namespace, **keywords)
        cls._plugins[name] = cls._plugins.pop(_snake_case(class_name))
        return cls
