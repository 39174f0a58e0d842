# expect: deregister.* must raise StaleLease: it is of the process before
"""Deregisters whoever has the name, so a process of the past removes the one that replaced it."""

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
    def deregister(self, lease):
        with self._lock:
            self._sweep()
            entry = self._entries.get((lease.service, lease.instance))
            if entry is None:
                raise StaleLease(lease)
            self._remove(entry)
