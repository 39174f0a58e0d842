# expect: must get 406, not version 2; the path offers version 2 only
"""Does not look at Accept any more once the path has named a version."""

from dataclasses import replace

from solutions.rest.version_negotiation import MediaRange, best_match, parse_accept, quality
from solutions.rest.version_negotiation import VersionRouter as Reference

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


class VersionRouter(Reference):
    def handle(self, request):
        if request.target.startswith("/v2/"):
            request = replace(request, headers=request.headers | {"Accept": "*/*"})
        return super().handle(request)
