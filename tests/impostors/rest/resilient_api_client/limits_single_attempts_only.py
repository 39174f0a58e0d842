# expect: attempt_timeout=3, total_timeout=2, .* it took 3 seconds in total
"""Gives each attempt its own timeout, and the last one more than there is left."""

import math

from solutions.rest.resilient_api_client import ApiClient as Reference
from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class ApiClient(Reference):
    def _attempt(self, end, *request, **content):
        return super()._attempt(math.inf, *request, **content)
