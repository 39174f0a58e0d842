# expect: must raise Transient with the status of the last; got Transient\(status=None\)
"""Says that all attempts failed, and not how."""

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _call(self, *request, **content):
        try:
            return super()._call(*request, **content)
        except Transient:
            raise Transient("all attempts failed") from None
