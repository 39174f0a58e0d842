# expect: it was deregistered, and then the instance was given
"""Counts epochs in the entry of the instance, so they begin again when that is gone."""

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
            entry = self._entries.get((service, instance))
            self._epoch = entry.lease.epoch if entry else 0
        return super().register(service, instance, address)
