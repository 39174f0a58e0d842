# expect: If-Match compares strongly
"""Compares weakly in If-Match too: whoever saw something as good may write over it."""

from solutions.rest.conditional_requests import (
    VersionedDocument,
    parse_etags,
    strong_equal,
    weak_equal,
)
from solutions.rest.conditional_requests import evaluate as reference

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


def evaluate(request, etag):
    headers = request.headers
    if "If-Match" in headers:
        tags = parse_etags(headers["If-Match"])
        if etag and any(weak_equal(tag, etag) for tag in tags):
            headers |= {"If-Match": "*"}
    return reference(type(request)(request.method, request.target, headers), etag)
