# expect: then raised KeyError: that one must come out, not NPlusOneDetected
"""Raises NPlusOneDetected over an exception that is leaving the block."""

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, fingerprint
from solutions.postgres.n_plus_one_guard import QueryGuard as Reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


class QueryGuard(Reference):
    def __exit__(self, kind, error, trace):
        super().__exit__(None, None, None)
