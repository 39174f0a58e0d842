# expect: on probation one failure is enough
"""Forgets the failures of a backend that comes back: it needs as many again."""

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def _note_failure(self, backend):
        super()._note_failure(backend)
        if self._failures[backend] == self._max_failures:
            self._failures[backend] = 0
