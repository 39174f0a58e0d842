# expect: must get 406, not version 2; no version is acceptable
"""Serves the latest version to a client whose version does not exist, rather than refuse."""

from dojo.kit.http import Request
from solutions.rest.version_negotiation import MediaRange, best_match, parse_accept, quality
from solutions.rest.version_negotiation import VersionRouter as Reference

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


class VersionRouter(Reference):
    def handle(self, request):
        response = super().handle(request)
        if response.status != 406 or "Accept" not in request.headers:
            return response
        latest = f"{self._media_type};version={max(self._versions)}"
        headers = request.headers | {"Accept": latest}
        return super().handle(Request(request.method, request.target, headers, request.body))
