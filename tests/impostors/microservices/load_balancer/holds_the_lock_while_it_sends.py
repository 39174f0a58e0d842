# expect: hold no lock while send runs
"""Serves one request at a time: the lock is held until the backend has answered."""

from threading import Lock

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def __init__(self, backends, **settings):
        super().__init__(backends, **settings)
        self._all = Lock()

    def handle(self, request):
        with self._all:
            return super().handle(request)
