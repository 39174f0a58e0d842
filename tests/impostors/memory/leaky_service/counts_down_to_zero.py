# expect: a count that came down to 0 is an entry still
"""Reads without inserting, but keeps a client whose count came down to 0."""

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Headers,
    Hub,
    Lease,
    Report,
)
from solutions.memory.leaky_service import InFlight as Reference


class InFlight(Reference):
    def leave(self, client):
        if self._counts[client] == 0:
            raise ValueError(f"{client!r} has nothing under way")
        self._counts[client] -= 1
