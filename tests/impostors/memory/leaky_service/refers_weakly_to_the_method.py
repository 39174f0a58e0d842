# expect: makes a new method object
"""Keeps a plain weak reference to the bound method, which is dead at once."""

import inspect
import weakref

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Headers,
    InFlight,
    Lease,
    Report,
)
from solutions.memory.leaky_service import Hub as Reference


class Hub(Reference):
    def subscribe(self, listener):
        ismethod = inspect.ismethod(listener)
        self._references.append(weakref.ref(listener) if ismethod else lambda: listener)
