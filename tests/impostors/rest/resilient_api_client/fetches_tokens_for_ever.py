# expect: the client asks for ever: it was answered 401, 401
"""Fetches a new token after each 401, for ever."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _call(self, *request, **content):
        while True:
            try:
                return super()._call(*request, **content)
            except Permanent as error:
                if error.status != 401:
                    raise
                self._token = ""
