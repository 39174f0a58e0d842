# expect: making Circle failed with
"""Enters the class first and calls the hooks of the mix-ins after: one may still refuse."""

from solutions.memory.metaclass_registry import Registered as Reference
from solutions.memory.metaclass_registry import RegistryMeta as RegistryMeta
from solutions.memory.metaclass_registry import _enter


class Registered:
    def __init_subclass__(cls, *, name=None, abstract=False, **keywords):
        _enter(cls, name, abstract)
        super().__init_subclass__(**keywords)

    create = classmethod(Reference.create.__func__)
