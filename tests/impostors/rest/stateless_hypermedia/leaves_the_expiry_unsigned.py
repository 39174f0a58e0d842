# expect: the time must be signed, too
"""Signs what the customer has said, and adds the time of expiry to the link afterwards."""

from dojo.kit.http import Request
from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, _Refused, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]

NEVER = 10**12


class Checkout(Reference):
    def _link(self, path, **state):
        ttl, self._ttl = self._ttl, NEVER
        signed = super()._link(path, **state)
        self._ttl = ttl
        return f"{signed}&expires={self._clock() + ttl}"

    def _state(self, request):
        signed, _, expires = request.target.rpartition("&expires=")
        state = super()._state(Request(request.method, signed, request.headers, request.body))
        if not expires.isdecimal():
            raise _Refused(404)
        if self._clock() >= int(expires):
            raise _Refused(410)
        return state
