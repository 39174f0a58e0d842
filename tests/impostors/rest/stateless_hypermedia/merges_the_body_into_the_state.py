# expect: came \{.*\} as well, which must be ignored
"""Adds all that a body says to the state, and lets it replace what is settled there."""

import json

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]


class Checkout(Reference):
    def _state(self, request):
        state = super()._state(request)
        try:
            content = json.loads(request.body)
        except ValueError:
            return state
        return state | content if isinstance(content, dict) else state
