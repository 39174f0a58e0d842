# expect: goes to another|safe to send to b
"""Retries without leaving out the backend that just failed."""

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def _take(self, tried):
        return super()._take(()) if len(tried) < len(self._backends) else None
