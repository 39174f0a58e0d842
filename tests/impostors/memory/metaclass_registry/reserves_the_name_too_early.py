# expect: making Circle failed with
"""Takes the name in `__prepare__`, before anybody knows whether the class can be made."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference
from solutions.memory.metaclass_registry import _add, _snake_case


class RegistryMeta(Reference):
    @classmethod
    def __prepare__(cls, class_name, bases, /, *, name=None, abstract=False, **keywords):
        for base in bases:
            if isinstance(base, cls) and not abstract:
                _add(base._plugins, _snake_case(class_name) if name is None else name, None)
        return {}

    def __new__(mcls, class_name, bases, namespace, /, *, name=None, abstract=False, **keywords):
        cls = super().__new__(mcls, class_name, bases, namespace, abstract=True, **keywords)
        for key, plugin in cls._plugins.items():
            if plugin is None:
                cls._plugins[key] = cls
        return cls
