# expect: each from the entry on: two orders
"""Takes an order with the same items and address for a replay, and loses a second purchase."""

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, _json, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]


class Checkout(Reference):
    def _confirm(self, request):
        state = self._state(request)
        for order in self._orders.values():
            if (order["items"], order["address"]) == (state["items"], state["address"]):
                return _json(201, order=order)
        return super()._confirm(request)
