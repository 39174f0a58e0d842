# expect: max_repeats=1 allows a statement 1 times
"""Raises when the count reaches max_repeats, not when it exceeds it."""

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, fingerprint
from solutions.postgres.n_plus_one_guard import QueryGuard as Reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


class QueryGuard(Reference):
    def __exit__(self, kind, error, trace):
        self._max_repeats -= 1
        super().__exit__(kind, error, trace)
