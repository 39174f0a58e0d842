# expect: a live view shows it
"""Gives a read-only copy: what is registered later never shows in it."""

from types import MappingProxyType

from solutions.memory.metaclass_registry import Registered as Registered
from solutions.memory.metaclass_registry import RegistryMeta as Reference


class RegistryMeta(Reference):
    def __getattribute__(self, attribute):
        value = super().__getattribute__(attribute)
        return MappingProxyType(dict(value)) if attribute == "registry" else value
