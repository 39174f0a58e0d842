# expect: Retry-After: 10: it must raise at once; it slept \[10.0\]
"""Obeys any Retry-After, without a look at the time that is left."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _call(self, method, url, *, retries=True, **content):
        failures = 0
        while True:
            try:
                return super()._call(method, url, retries=False, **content)
            except Transient as error:
                failures += 1
                if not retries or failures == self._attempts:
                    raise
                self._sleep(self._pause(failures, error.retry_after))
