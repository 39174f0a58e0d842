# expect: a 304 must have ETag and Cache-Control
"""Answers 304 without headers, so that the client cannot update its copy."""

from dojo.kit.http import Response
from solutions.rest.conditional_requests import VersionedDocument as Reference
from solutions.rest.conditional_requests import evaluate, parse_etags, strong_equal, weak_equal

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


class VersionedDocument(Reference):
    def handle(self, request):
        got = super().handle(request)
        return Response(304) if got.status == 304 else got
