# expect: PUT with If-None-Match: "a".*must be 412, not 304; 304 is for GET and HEAD
"""Answers 304 to every method when If-None-Match is not fulfilled."""

from solutions.rest.conditional_requests import (
    VersionedDocument,
    parse_etags,
    strong_equal,
    weak_equal,
)
from solutions.rest.conditional_requests import evaluate as reference

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


def evaluate(request, etag):
    return reference(type(request)("GET", request.target, request.headers), etag)
