"""Slots, money as a tuple that is equal to no tuple, and an `__init__` that runs once."""

import weakref
from operator import attrgetter, itemgetter
from typing import ClassVar


class Reading(float):
    __slots__ = ("_sensor",)
    sensor = property(attrgetter("_sensor"))

    def __new__(cls, value, sensor=None):
        self = float.__new__(cls, value)
        self._sensor = sensor
        return self


class Version(tuple):
    __slots__ = ()

    def __new__(cls, text):
        return cls._of(int(part) for part in text.split("."))

    @classmethod
    def _of(cls, numbers):
        return super().__new__(cls, numbers)

    def __str__(self):
        return str(list(self))[1:-1].replace(", ", ".")

    def __reduce__(self):
        return self._of, (tuple(self),)


class Money(tuple):
    __slots__ = ()
    cents = property(itemgetter(0))
    currency = property(itemgetter(1))

    def __new__(cls, cents, currency):
        return super().__new__(cls, (cents, currency))

    def __getnewargs__(self):
        return tuple(self)

    def __eq__(self, other):
        return type(self) is type(other) and super().__eq__(other)

    def __ne__(self, other):
        return not self == other

    __hash__ = tuple.__hash__


class Symbol:
    __slots__ = ("__weakref__", "_name", "_number")
    _living: ClassVar = {}
    name = property(attrgetter("_name"))
    number = property(id)

    def __new__(cls, name):
        reference = cls._living.get((cls, name), lambda: None)
        symbol = reference()
        if symbol is None:
            symbol = object.__new__(cls)
            cls._living[cls, name] = weakref.ref(symbol)
        return symbol

    def __init__(self, name):
        if not hasattr(self, "_name"):
            self._name = name

    def __getstate__(self):
        return None, {"_name": self._name}

    def __getnewargs__(self):
        return (self._name,)
