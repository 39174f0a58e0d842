# expect: to one of three replicas.*not 404: whoever answers has nothing but the secret
"""Keeps what a customer has said in the replica; the link holds no more than a session id."""

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, _Refused, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]


class Checkout(Reference):
    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self._sessions = {}

    def _link(self, path, **state):
        session = self._new_id()
        self._sessions[session] = state
        return super()._link(path, session=session)

    def _state(self, request):
        session = super()._state(request)["session"]
        if session not in self._sessions:
            raise _Refused(404)
        return self._sessions[session]
