# expect: a has deregistered, then b has registered, so the version must be higher
"""Keeps the version with the instances, so it begins again after the last of them has gone."""

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
    def register(self, service, instance, address):
        with self._lock:
            self._sweep()
            if not any(entry.lease.service == service for entry in self._entries.values()):
                self._versions[service] = 0
        return super().register(service, instance, address)
