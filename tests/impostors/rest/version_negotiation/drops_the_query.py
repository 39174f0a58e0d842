# expect: the handler must see the target /notes\?page=3
"""Rewrites the path of /v2/ and forgets the query behind it."""

from dataclasses import replace

from solutions.rest.version_negotiation import MediaRange, best_match, parse_accept, quality
from solutions.rest.version_negotiation import VersionRouter as Reference

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


class VersionRouter(Reference):
    def handle(self, request):
        if request.target.startswith("/v2/"):
            request = replace(request, target=request.path)
        return super().handle(request)
