# expect: Something stays of each
"""Skips the references that are dead, and keeps them."""

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Headers,
    InFlight,
    Lease,
    Report,
)
from solutions.memory.leaky_service import Hub as Reference


class Hub(Reference):
    def publish(self, event):
        for reference in self._references:
            listener = reference()
            if listener is not None:
                listener(event)
