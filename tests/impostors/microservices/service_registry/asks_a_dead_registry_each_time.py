# expect: refuses connections: after 5.0 s it may be asked again, and no sooner
"""Counts only answers as asking, so each call waits once more for a registry that is down."""

import httpx

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
    def resolve(self, service):
        known, now = self._known.get(service), self._clock()
        if known is None or now - known.asked >= self._refresh:
            try:
                known = self._ask(service, known, now)
            except (httpx.TransportError, ValueError) as error:
                if known is None:
                    raise Unavailable(service) from error
                if "304" in str(error):
                    known = known._replace(asked=now)
            self._known[service] = known
        return dict(known.instances)
