# expect: 400 will come again however often one asks, and get asked 4 times
"""Retries whatever is not 2xx, though a bad request stays a bad request."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _attempt(self, *request, **content):
        try:
            return super()._attempt(*request, **content)
        except Permanent as error:
            if error.status == 401:
                raise
            raise Transient(str(error), status=error.status) from error
