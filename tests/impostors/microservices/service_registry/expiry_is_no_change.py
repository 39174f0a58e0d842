# expect: the lease of b is over, so the version must be higher
"""Counts only what it is told as a change, and nobody tells it that a lease has run out."""

from solutions.microservices.service_registry import (
    Lease,
    Resolver,
    Snapshot,
    StaleLease,
    Unavailable,
)
from solutions.microservices.service_registry import Registry as Reference

__all__ = ["Lease", "Registry", "Resolver", "Snapshot", "StaleLease", "Unavailable"]


class Registry(Reference):
    def _sweep(self):
        now = self._clock()
        left = {key: entry for key, entry in self._entries.items() if entry.end > now}
        self._entries = left
        return now
