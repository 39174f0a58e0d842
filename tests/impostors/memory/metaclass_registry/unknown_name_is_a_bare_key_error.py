# expect: could have been meant
"""Lets the dict speak: its KeyError names what was asked for, and not what there is."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def create(self, name, /, *args, **keywords):
        return self.registry[name](*args, **keywords)
