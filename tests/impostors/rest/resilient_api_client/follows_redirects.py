# expect: Location: https://evil.example/v1/notes: redirects are not to be followed
"""Lets httpx follow redirects, which drops the token at another host, and sends the rest."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class Following:
    def __init__(self, http):
        self._http = http
        self.base_url = http.base_url

    def request(self, *words, **named):
        return self._http.request(*words, **named | {"follow_redirects": True})


class ApiClient(Reference):
    def __init__(self, http, **settings):
        super().__init__(Following(http), **settings)
