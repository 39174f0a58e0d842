# expect: two requests by round robin go to a and to b
"""Picks and counts without a lock: threads overwrite the counts of each other."""

from contextlib import nullcontext

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def __init__(self, backends, **settings):
        super().__init__(backends, **settings)
        self._lock = nullcontext()
