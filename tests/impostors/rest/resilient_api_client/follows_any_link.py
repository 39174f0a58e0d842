# expect: asked was \['https://evil.example/v1/notes\?page=2 with Bearer token-1'\]
"""Sends the token along wherever a link to the next page leads."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _ours(self, url):
        return url
