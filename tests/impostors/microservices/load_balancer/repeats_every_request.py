# expect: may have been carried out and must not be sent again
"""Sends every request again, even a POST that may have been carried out."""

import httpx

from dojo.kit.http import Response
from solutions.microservices.load_balancer import Backend, LeastConnections, SmoothRoundRobin
from solutions.microservices.load_balancer import LoadBalancer as Reference

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class LoadBalancer(Reference):
    def handle(self, request):
        tried, status = set(), 503
        while backend := self._take(tried):
            tried.add(backend)
            try:
                return self._attempt(backend, request)
            except httpx.TransportError as error:
                status = 504 if isinstance(error, httpx.TimeoutException) else 502
        return Response(status)
