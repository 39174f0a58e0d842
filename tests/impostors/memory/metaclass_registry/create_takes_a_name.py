# expect: must make a Circle
"""Has a parameter `name` of its own, so no plug-in can be given an argument of that name."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def create(self, name, *args, **keywords):
        return Reference.create(self, name, *args, **keywords)
