# expect: parse_etags\('"a,b", "c"'\)
"""Splits the list at its commas, though a tag may contain some."""

import re

from solutions.rest.conditional_requests import (
    VersionedDocument,
    evaluate,
    strong_equal,
    weak_equal,
)

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


def parse_etags(value):
    if value == "*":
        return ["*"]
    tags = [part.strip() for part in value.split(",") if part.strip()]
    for tag in tags:
        if not re.fullmatch(r'(W/)?"[^"\s]*"', tag):
            raise ValueError(tag)
    return tags
