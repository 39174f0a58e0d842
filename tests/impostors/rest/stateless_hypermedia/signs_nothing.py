# expect: another secret signed
"""Encodes the state in base64, which anybody can undo, change and do again."""

import base64
import json

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, _Refused, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]


class Checkout(Reference):
    def _link(self, path, **state):
        state["expires"] = self._clock() + self._ttl
        return f"{path}?state={base64.urlsafe_b64encode(json.dumps(state).encode()).decode()}"

    def _state(self, request):
        try:
            state = json.loads(base64.urlsafe_b64decode(request.query["state"]))
            late = self._clock() >= state["expires"]
        except (LookupError, TypeError, ValueError):
            raise _Refused(404) from None
        if late:
            raise _Refused(410)
        return state
