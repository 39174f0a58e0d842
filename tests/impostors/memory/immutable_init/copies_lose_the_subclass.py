# expect: made Reading\(21.5, sensor='roof'\) out of Child
"""Has each copy made by `Reading`, though the original may be of a subclass."""

from solutions.memory.immutable_init import Money, Symbol, Version  # noqa: F401
from solutions.memory.immutable_init import Reading as Reference


class Reading(Reference):
    def __reduce__(self):
        return Reading, (float(self), self.sensor)
