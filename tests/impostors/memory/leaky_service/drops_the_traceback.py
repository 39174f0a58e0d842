# expect: the whole text was due
"""Takes the traceback off the error, so that its text lacks it and others cannot see it."""

from solutions.memory.leaky_service import ErrorLog as Reference
from solutions.memory.leaky_service import (  # noqa: F401
    Headers,
    Hub,
    InFlight,
    Lease,
    Report,
)


class ErrorLog(Reference):
    def record(self, error):
        super().record(error.with_traceback(None))
