# expect: active / weight is lowest
"""Compares the active requests alone, whatever the backends weigh."""

from solutions.microservices.load_balancer import Backend, LoadBalancer, SmoothRoundRobin
from solutions.microservices.load_balancer import LeastConnections as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LeastConnections(Reference):
    def __call__(self, candidates):
        lowest = min(backend.active for backend in candidates)
        return self._among_equals([one for one in candidates if one.active == lowest])
