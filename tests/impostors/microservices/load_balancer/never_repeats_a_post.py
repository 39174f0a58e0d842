# expect: nothing was sent, so POST is safe
"""Gives a POST up even if the connection was refused and nothing was sent."""

import httpx

from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def _attempt(self, backend, request):
        try:
            return super()._attempt(backend, request)
        except httpx.ConnectError as error:
            raise httpx.ReadError("as good as any failure") from error
        except httpx.ConnectTimeout as error:
            raise httpx.ReadTimeout("as good as any failure") from error
