# expect: Is the lease within reach of its own finalizer
"""Gives `finalize` a lambda instead of the bound method, which closes over the lease."""

import weakref

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Headers,
    Hub,
    InFlight,
    Report,
)


class Lease:
    def __init__(self, pool):
        self._pool = pool
        self.connection = pool.pop()
        weakref.finalize(self, lambda: self.release())

    def release(self):
        if self.connection is not None:
            self._pool.append(self.connection)
            self.connection = None
