# expect: must make an instance of the class that it gets
"""Makes a `Version` by name, whichever class was called."""

from solutions.memory.immutable_init import Money, Reading, Symbol  # noqa: F401
from solutions.memory.immutable_init import Version as Reference


class Version(Reference):
    def __new__(cls, text):
        return tuple.__new__(Version, [int(part) for part in text.split(".")])
