# expect: a POST without a key met 429, and was sent 2 times
"""Retries every POST: what was carried out, and only its answer lost, is done twice."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _call(self, method, url, *, retries=True, **content):
        return super()._call(method, url, **content)
