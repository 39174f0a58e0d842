# expect: who names no version must get the oldest
"""Offers the latest version first, so each new one breaks the clients that name none."""

from solutions.rest.version_negotiation import MediaRange, best_match, parse_accept, quality
from solutions.rest.version_negotiation import VersionRouter as Reference

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


class LatestFirst(int):
    def __lt__(self, other):
        return int(self) > int(other)


class VersionRouter(Reference):
    def add(self, version, handler, **dates):
        super().add(LatestFirst(version), handler, **dates)
