# expect: an answer is no failure
"""Takes an answer of 500 or more for a failure and asks somebody else."""

import httpx

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def _attempt(self, backend, request):
        response = super()._attempt(backend, request)
        if response.status < 500:
            return response
        self._note_failure(backend)
        raise httpx.ReadError("a bad answer")
