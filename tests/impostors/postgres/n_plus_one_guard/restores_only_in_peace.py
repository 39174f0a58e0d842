# expect: after a block that ended with an exception, cursor_factory was to be the one before
"""Puts the cursor factory back only if no exception left the block."""

from solutions.postgres.n_plus_one_guard import NPlusOneDetected, fingerprint
from solutions.postgres.n_plus_one_guard import QueryGuard as Reference

__all__ = ["NPlusOneDetected", "QueryGuard", "fingerprint"]


class QueryGuard(Reference):
    def __exit__(self, kind, error, trace):
        if error is None:
            super().__exit__(kind, error, trace)
