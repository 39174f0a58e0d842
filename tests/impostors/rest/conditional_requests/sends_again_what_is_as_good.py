# expect: If-None-Match compares weakly
"""Compares strongly in If-None-Match too: a weak tag never spares anybody a download."""

from solutions.rest.conditional_requests import (
    VersionedDocument,
    parse_etags,
    strong_equal,
    weak_equal,
)

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


def names(value, etag):
    tags = parse_etags(value)
    return etag is not None and (tags == ["*"] or any(strong_equal(tag, etag) for tag in tags))


def evaluate(request, etag):
    headers = request.headers
    if "If-Match" in headers and not names(headers["If-Match"], etag):
        return 412
    if "If-None-Match" in headers and names(headers["If-None-Match"], etag):
        return 304 if request.method in ("GET", "HEAD") else 412
    return None
