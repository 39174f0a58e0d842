# expect: A view of 16 bytes keeps the whole buffer
"""Copies the whole upload to be safe from changes, and keeps a view of the copy."""

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Hub,
    InFlight,
    Lease,
    Report,
)


class Headers:
    def __init__(self):
        self._headers = {}

    def add(self, name, upload):
        self._headers[name] = memoryview(bytes(upload))[:16]

    def get(self, name):
        return bytes(self._headers[name])
