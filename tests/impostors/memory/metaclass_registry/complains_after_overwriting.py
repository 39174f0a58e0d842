# expect: the first 'circle' keeps its name
"""Sees that the name was taken only after it gave the name away."""

from solutions.memory.metaclass_registry import Registered as Reference
from solutions.memory.metaclass_registry import RegistryMeta as RegistryMeta
from solutions.memory.metaclass_registry import _enter, _snake_case


class Registered:
    def __init_subclass__(cls, *, name=None, abstract=False, **keywords):
        super().__init_subclass__(**keywords)
        known = getattr(cls, "_plugins", {})
        key = _snake_case(cls.__name__) if name is None else name
        loser = known.pop(key, None)
        _enter(cls, name, abstract)
        if loser is not None:
            raise ValueError(f"{key!r} was taken by {loser}")

    create = classmethod(Reference.create.__func__)
