# expect: same confirm link: one order, not 3
"""Takes a new id at each confirm, so that a client that lost the answer orders twice."""

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]


class Checkout(Reference):
    def _state(self, request):
        state = super()._state(request)
        return state | {"id": self._new_id()} if "id" in state else state
