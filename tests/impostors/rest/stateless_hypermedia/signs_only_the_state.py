# expect: were cut and joined to
"""Signs the state alone, so that a link to one step is good for every other."""

from solutions.rest.stateless_hypermedia import Checkout as Reference
from solutions.rest.stateless_hypermedia import CheckoutFailed, _json, buy

__all__ = ["Checkout", "CheckoutFailed", "buy"]


class Checkout(Reference):
    def _signature(self, url):
        return super()._signature(url.partition("?")[2])

    def _confirm(self, request):
        state = self._state(request)
        total = sum(self._catalogue[name] * number for name, number in state["items"].items())
        order = {"items": state["items"], "address": state.get("address"), "total": total}
        return _json(201, order=self._orders.setdefault(state.get("id"), order))
