# expect: is the number 0.0: `float.__new__` makes the number
"""Calls `super().__new__(cls)` without the value, and sets what is left to set."""

from solutions.memory.immutable_init import Money, Symbol, Version  # noqa: F401


class Reading(float):
    def __new__(cls, value, sensor):
        self = super().__new__(cls)
        self._value = float(value)
        self._sensor = sensor
        return self

    @property
    def sensor(self):
        return self._sensor

    def __getnewargs__(self):
        return self._value, self._sensor
