# expect: If-Match comes first
"""Evaluates If-None-Match before If-Match."""

from solutions.rest.conditional_requests import (
    VersionedDocument,
    parse_etags,
    strong_equal,
    weak_equal,
)
from solutions.rest.conditional_requests import evaluate as reference

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


def evaluate(request, etag):
    for name in "If-None-Match", "If-Match":
        headers = {name: request.headers[name]} if name in request.headers else {}
        status = reference(type(request)(request.method, request.target, headers), etag)
        if status:
            return status
    return None
