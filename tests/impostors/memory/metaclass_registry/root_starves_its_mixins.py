# expect: a root with volume=11
"""Sets a root up and is done with it, before the keywords of mix-ins went on."""

from solutions.memory.metaclass_registry import Registered as Reference
from solutions.memory.metaclass_registry import RegistryMeta as RegistryMeta
from solutions.memory.metaclass_registry import _enter


class Registered:
    def __init_subclass__(cls, *, name=None, abstract=False, **keywords):
        if Registered not in cls.__bases__:
            super().__init_subclass__(**keywords)
        _enter(cls, name, abstract)

    create = classmethod(Reference.create.__func__)
