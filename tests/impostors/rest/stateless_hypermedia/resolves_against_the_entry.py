# expect: has relative to the answer.*the client had to ask
"""The client resolves every link against the entry, not against the URL of the answer."""

from urllib.parse import urljoin

from solutions.rest.stateless_hypermedia import Checkout, CheckoutFailed

__all__ = ["Checkout", "CheckoutFailed", "buy"]


def buy(http, entry, items, address):
    left = {"cart": {"items": items}, "address": {"address": address}, "confirm": {}}
    response = http.get(entry)
    while response.is_success and "order" not in response.json():
        links = response.json().get("links", {})
        relation = next((one for one in left if one in links), None)
        if relation is None:
            raise CheckoutFailed("no link")
        response = http.post(urljoin(entry, links[relation]), json=left.pop(relation))
    if not response.is_success:
        raise CheckoutFailed(f"status {response.status_code}")
    return response.json()["order"]
