# expect: nobody has confirmed, and `orders` holds
"""Keeps the session in the shared store: an order begins there as a draft."""

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]


class Checkout(Reference):
    def _link(self, path, **state):
        draft = self._new_id()
        self._orders[draft] = state
        return super()._link(path, draft=draft)

    def _state(self, request):
        draft = super()._state(request)["draft"]
        return {"id": draft, **self._orders.pop(draft)}
