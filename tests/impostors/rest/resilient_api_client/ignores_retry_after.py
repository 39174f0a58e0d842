# expect: 429 with Retry-After: 7, .*it must sleep 7 seconds, .*; it slept \[0.25, 0.5\]
"""Sleeps by its own backoff, whatever Retry-After says."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _pause(self, failures, retry_after):
        return self._backoff(failures)
