# expect: Circle itself raised KeyError
"""Calls the plug-in inside the `try` that was meant for the lookup."""

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def create(self, name, /, *args, **keywords):
        try:
            return self.registry[name](*args, **keywords)
        except KeyError:
            raise LookupError(f"{name!r} is none of {list(self.registry)}") from None
