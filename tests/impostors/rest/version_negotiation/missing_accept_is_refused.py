# expect: without a well-formed range anything is acceptable
"""Finds nothing acceptable for a client that sent no Accept."""

from solutions.rest.version_negotiation import (
    MediaRange,
    VersionRouter,
    best_match,
    parse_accept,
)
from solutions.rest.version_negotiation import quality as right

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


def quality(accept, offer):
    return right(accept, offer) if accept else 0.0
