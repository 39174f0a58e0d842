# expect: copy.deepcopy of Reading\(.*what `__getnewargs__` gives.*raised RecursionError
"""Gives the reading itself as an argument of its copy, which has to be copied first."""

from solutions.memory.immutable_init import Money, Symbol, Version  # noqa: F401
from solutions.memory.immutable_init import Reading as Reference


class Reading(Reference):
    def __getnewargs__(self):
        return self, self.sensor
