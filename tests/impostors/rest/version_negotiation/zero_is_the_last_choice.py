# expect: weight 0 means not acceptable
"""Takes weight 0 for the lowest preference, and serves it if there is nothing better."""

from solutions.rest.version_negotiation import (
    MediaRange,
    VersionRouter,
    _matches,
    parse_accept,
    quality,
)

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


def best_match(accept, offers):
    ranges = parse_accept(accept or "*/*") or parse_accept("*/*")
    matched = [
        offer
        for offer in offers
        if any(_matches(known, parse_accept(offer)[0]) for known in ranges)
    ]
    return max(matched, key=lambda offer: quality(accept, offer), default=None)
