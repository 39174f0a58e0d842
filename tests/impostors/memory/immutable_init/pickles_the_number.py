# expect: loading the pickle has changed its number
"""Has copies made by `__getnewargs__`, and the old state then goes into the symbol in use."""

from solutions.memory.immutable_init import Money, Reading, Version  # noqa: F401
from solutions.memory.immutable_init import Symbol as Reference


class Symbol(Reference):
    __reduce__ = object.__reduce__

    def __getnewargs__(self):
        return (self.name,)
