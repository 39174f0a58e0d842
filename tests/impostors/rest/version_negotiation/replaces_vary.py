# expect: so Vary must name both
"""Sets Vary to Accept and loses what the handler varies by."""

from dataclasses import replace

from solutions.rest.version_negotiation import MediaRange, best_match, parse_accept, quality
from solutions.rest.version_negotiation import VersionRouter as Reference

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


class VersionRouter(Reference):
    def handle(self, request):
        response = super().handle(request)
        if "Vary" not in response.headers:
            return response
        return replace(response, headers=response.headers | {"Vary": "Accept"})
