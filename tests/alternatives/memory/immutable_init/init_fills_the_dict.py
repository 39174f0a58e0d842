"""`__init__` fills the `__dict__`, money is a dataclass, and the metaclass of symbols interns."""

import itertools
import weakref
from dataclasses import dataclass
from typing import ClassVar


class Frozen:
    def __setattr__(self, name, value):
        raise AttributeError(name)

    def __delattr__(self, name):
        raise AttributeError(name)


class Reading(Frozen, float):
    def __new__(cls, value, sensor):
        return super().__new__(cls, value)

    def __init__(self, value, sensor):
        self.__dict__["sensor"] = sensor

    def __getnewargs_ex__(self):
        return (float(self),), {"sensor": None}


class Version(Frozen, tuple):
    def __new__(cls, text):
        if isinstance(text, tuple):
            return super().__new__(cls, text)
        return super().__new__(cls, [int(part) for part in text.split(".")])

    def __str__(self):
        return ".".join(f"{part}" for part in self)


@dataclass(frozen=True, slots=True)
class Money:
    cents: int
    currency: str


class Interned(type):
    living: ClassVar = weakref.WeakValueDictionary()
    numbers: ClassVar = itertools.count(1000, 10)

    def __call__(cls, name):
        try:
            return cls.living[cls, name]
        except KeyError:
            symbol = cls.living[cls, name] = super().__call__(name)
            return symbol


class Symbol(Frozen, metaclass=Interned):
    def __init__(self, name):
        self.__dict__.update(name=name, number=next(Interned.numbers))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, protocol):
        return self.__class__, (self.name,)
