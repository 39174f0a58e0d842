# expect: given out only with the instances
"""Takes no lock for a lookup, though that sweeps, and reads version and instances apart."""

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
    def lookup(self, service):
        self._sweep()
        entries = list(self._entries.values())
        mine = [entry for entry in entries if entry.lease.service == service]
        instances = {entry.lease.instance: entry.address for entry in mine}
        return Snapshot(self._versions[service], instances)

    def _sweep(self):
        now = self._clock()
        for key, entry in list(self._entries.items()):
            if entry.end <= now:
                del self._entries[key]
                self._versions[entry.lease.service] += 1
        return now
