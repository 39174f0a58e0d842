# expect: links to https://api.example.evil.example/.* asked was \['https://api.example.evil
"""Takes a link for the API's own if its text begins with the API's address."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _ours(self, url):
        if not str(url).startswith(f"https://{self._http.base_url.host}"):
            raise Permanent(f"not ours: {url}")
        return url
