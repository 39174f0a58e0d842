# expect: holds its object, and the hub holds the method
"""Keeps the method's object and function instead of the method: the object is kept all the same."""

import functools
import inspect

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
        if inspect.ismethod(listener):
            owner, function = listener.__self__, listener.__func__
            listener = functools.partial(function, owner)
        super().subscribe(listener)
