# expect: must raise ValueError: it is malformed
"""Collects what looks like a tag, and does not look at what is left."""

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
    return re.findall(r'(?:W/)?"[^"\s]*"', value)
