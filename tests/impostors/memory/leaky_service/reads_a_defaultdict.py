# expect: to read a key that a defaultdict lacks is to insert it
"""Deletes what came down to 0, but reads a defaultdict, which inserts strangers."""

from collections import defaultdict

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Headers,
    Hub,
    Lease,
    Report,
)
from solutions.memory.leaky_service import InFlight as Reference


class InFlight(Reference):
    def __init__(self):
        self._counts = defaultdict(int)
