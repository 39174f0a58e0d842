# expect: versions are numbers, and 2 is the oldest
"""Sorts versions as text, where 10 comes before 2."""

from solutions.rest.version_negotiation import MediaRange, best_match, parse_accept, quality
from solutions.rest.version_negotiation import VersionRouter as Reference

__all__ = ["MediaRange", "VersionRouter", "best_match", "parse_accept", "quality"]


class Text(int):
    def __lt__(self, other):
        return str(self) < str(other)


class VersionRouter(Reference):
    def add(self, version, handler, **dates):
        super().add(Text(version), handler, **dates)
