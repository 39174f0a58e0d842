# expect: a server asks for \['address', 'cart', 'confirm'\], in this order
"""The client goes from cart to address to confirm, whatever the answers link to."""

from solutions.rest.stateless_hypermedia import Checkout, CheckoutFailed

__all__ = ["Checkout", "CheckoutFailed", "buy"]


def buy(http, entry, items, address):
    steps = {"cart": {"items": items}, "address": {"address": address}, "confirm": {}}
    response = http.get(entry)
    for relation, content in steps.items():
        links = response.json().get("links", {}) if response.is_success else {}
        if relation not in links:
            raise CheckoutFailed(f"{response.status_code}, and no link to {relation}")
        response = http.post(response.url.join(links[relation]), json=content)
    if not response.is_success or "order" not in response.json():
        raise CheckoutFailed(f"{response.status_code}, and no order")
    return response.json()["order"]
