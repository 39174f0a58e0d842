# expect: there is no version for \* to stand for
"""Takes * for true at once, though it asks whether there is a version at all."""

from solutions.rest.conditional_requests import (
    VersionedDocument,
    parse_etags,
    strong_equal,
    weak_equal,
)

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


def names(value, etag, equal):
    tags = parse_etags(value)
    return tags == ["*"] or any(equal(tag, etag) for tag in tags if etag)


def evaluate(request, etag):
    headers = request.headers
    if "If-Match" in headers and not names(headers["If-Match"], etag, strong_equal):
        return 412
    if "If-None-Match" in headers and names(headers["If-None-Match"], etag, weak_equal):
        return 304 if request.method in ("GET", "HEAD") else 412
    return None
