# expect: must be answered 428, not 20.: neither If-Match nor If-None-Match
"""Lets a PUT without preconditions through: who has never read overwrites what others wrote."""

from dojo.kit.http import Headers, Request
from solutions.rest.conditional_requests import VersionedDocument as Reference
from solutions.rest.conditional_requests import evaluate, parse_etags, strong_equal, weak_equal

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


class VersionedDocument(Reference):
    def handle(self, request):
        got = super().handle(request)
        if got.status != 428:
            return got
        never = Headers({"If-None-Match": ""})
        return super().handle(Request(request.method, request.target, never, request.body))
