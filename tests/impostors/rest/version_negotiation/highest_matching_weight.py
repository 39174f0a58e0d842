# expect: the most specific range that matches decides, however high
"""Gives an offer the highest weight of all ranges that match it, not that of the most specific."""

from solutions.rest.version_negotiation import (
    MediaRange,
    VersionRouter,
    _matches,
    best_match,
    parse_accept,
)

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


def quality(accept, offer):
    ranges = parse_accept(accept or "")
    if not ranges:
        return 1.0
    [offered] = parse_accept(offer)
    return max((known.q for known in ranges if _matches(known, offered)), default=0.0)
