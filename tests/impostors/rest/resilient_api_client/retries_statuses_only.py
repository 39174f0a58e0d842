# expect: get is to meet ConnectError twice, then 200, .* after ConnectError it gave ConnectError
"""Looks at statuses alone: a connection that breaks ends the call with an error of httpx."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _attempt(self, *request, **content):
        try:
            return super()._attempt(*request, **content)
        except Transient as error:
            if error.__cause__:
                raise error.__cause__ from None
            raise
