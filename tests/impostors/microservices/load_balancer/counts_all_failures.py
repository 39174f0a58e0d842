# expect: never three times in a row
"""Counts all failures there have ever been, not those in a row."""

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def _attempt(self, backend, request):
        before = self._failures[backend]
        response = super()._attempt(backend, request)
        self._failures[backend] = before
        return response
