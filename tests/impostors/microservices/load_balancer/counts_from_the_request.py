# expect: cooldown=10 counts from the failure
"""Ejects for a cooldown that begins when the request was sent."""

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def _attempt(self, backend, request):
        clock, sent_at = self._clock, self._clock()
        self._clock = lambda: sent_at
        try:
            return super()._attempt(backend, request)
        finally:
            self._clock = clock
