# expect: nothing was heard for 10.0 s; a must register again
"""Sweeps only for lookups, so a heartbeat finds the lease that has run out, and renews it."""

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
    def heartbeat(self, lease):
        with self._lock:
            self._current(lease).end = self._clock() + self._ttl
