# expect: an error leads to its traceback
"""Keeps the error and clears its frames, of which the one that still runs cannot be cleared."""

import traceback
from collections import deque

from solutions.memory.leaky_service import (  # noqa: F401
    Headers,
    Hub,
    InFlight,
    Lease,
    Report,
)


class ErrorLog:
    def __init__(self, limit):
        self._errors = deque(maxlen=limit)

    def record(self, error):
        traceback.clear_frames(error.__traceback__)
        self._errors.append(error)

    def recent(self):
        return ["".join(traceback.format_exception(error)) for error in self._errors]
