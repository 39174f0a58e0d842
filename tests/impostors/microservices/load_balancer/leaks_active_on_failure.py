# expect: active.*is \[0, 1\], not \[1, 1\]
"""Ends the count of an active request only if an answer came."""

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def _attempt(self, backend, request):
        try:
            return super()._attempt(backend, request)
        except Exception:
            backend.active += 1
            raise
