# expect: name='round'\) is right, but raised TypeError
"""Hands `name` on with all the other keywords, up to `object`, which takes none."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference
from solutions.memory.metaclass_registry import _enter


class RegistryMeta(Reference):
    def __new__(mcls, class_name, bases, namespace, /, **keywords):
        return type.__new__(mcls, class_name, bases, namespace, **keywords)

    def __init__(self, class_name, bases, namespace, /, *, name=None, abstract=False, **others):
        super().__init__(class_name, bases, namespace)
        _enter(self, name, abstract)
