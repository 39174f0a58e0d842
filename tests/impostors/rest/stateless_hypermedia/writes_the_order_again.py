# expect: an order was shipped.*must leave what is stored alone
"""Writes the order again when it is confirmed again, over what has become of it since."""

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]


class Checkout(Reference):
    def _confirm(self, request):
        self._orders.pop(self._state(request)["id"], None)
        return super()._confirm(request)
