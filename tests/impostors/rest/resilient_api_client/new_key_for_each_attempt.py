# expect: each attempt must send that; sent were \['[0-9a-f]{8}
"""Makes up a new idempotency key for each attempt, so the API cannot tell that they are one."""

from uuid import uuid4

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _attempt(self, *request, **content):
        if "headers" in content:
            content["headers"] = {"Idempotency-Key": uuid4().hex}
        return super()._attempt(*request, **content)
