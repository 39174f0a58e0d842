# expect: the registry has listed nobody, which replaces what was known
"""Takes a listing without instances for a failure of the registry, and keeps calling the dead."""

from solutions.microservices.service_registry import (
    Lease,
    Registry,
    Snapshot,
    StaleLease,
    Unavailable,
)
from solutions.microservices.service_registry import Resolver as Reference

__all__ = ["Lease", "Registry", "Resolver", "Snapshot", "StaleLease", "Unavailable"]


class Resolver(Reference):
    def _ask(self, service, known, now):
        found = super()._ask(service, known, now)
        if known and not found.instances:
            raise ValueError("nobody can be right")
        return found
