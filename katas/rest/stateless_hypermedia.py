"""Stateless hypermedia: a checkout whose state travels in its links.

Several replicas of `Checkout` answer in turn, and any may be restarted between two
requests. They share the secret, the catalogue (prices in cents) and `orders`, and no
more. What a customer has said so far is in the link that leads on, signed by the server.

A client knows one URL, the entry, and from there follows links. All bodies are JSON. In
an answer, `links` maps relations to URLs, which may be relative to the URL of the answer.

    relation   request                           answer
    (entry)    GET                               200, links to `cart`
    cart       POST {"items": {"tea": 2}}        200, links to `address`
    address    POST {"address": "1 Main St"}     200, links to `confirm`
    confirm    POST {}                           201, has the `order`

    >>> orders = {}
    >>> shop = Checkout(b"?" * 32, {"tea": 250}, orders, clock=lambda: 0, new_id=lambda: "o1")
    >>> shop.handle(Request("GET", "/")).body
    b'{"links": {"cart": "/cart"}}'
    >>> asked = Request("POST", "/cart", {}, b'{"items": {"tea": 2}}')
    >>> shop.handle(asked).body  # doctest: +ELLIPSIS
    b'{"links": {"address": "/address?state=..."}}'
    >>> buy(http, "https://shop.example/", {"tea": 2}, "1 Main St")  # doctest: +SKIP
    {'items': {'tea': 2}, 'address': '1 Main St', 'total': 500}

The entry of yours is `/`; all other URLs are yours to choose.

- An address and the name of an item may have any characters.
- `confirm` puts the order into `orders`, under an id from `new_id`; before that nothing
  is stored. Clients that lost the answer follow the same link again: 201 and the order
  as it is stored by now. Others may have changed it meanwhile, and that is not undone.
  Who buys the same twice, from the entry on, makes two orders.
- A link means what it meant when it was made, whatever its customer did after that.
- Links to `address` and `confirm` are good for `ttl` seconds, each from its own making
  on; one that is `ttl` seconds old gets 410.
- 404: no replica made that URL. A link that was changed, or pieced together from others,
  is no link; if it still says the same, it may work all the same.
- 405, with `Allow`: the URL is good, and the method another than above.
- 400: the body is not as above. An item is in the catalogue, its number an int from 1 on,
  and a bool is none; items and address are not empty. Further members are ignored.

When two of these apply, either will do. Who is refused has changed nothing.
"""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import httpx

from dojo.kit.http import Request, Response

Order = dict[str, Any]
"""`items` and `address` as they were sent, and `total`, their price in cents."""


class Checkout:
    def __init__(
        self,
        secret: bytes,
        catalogue: Mapping[str, int],
        orders: MutableMapping[str, Order],
        *,
        clock: Callable[[], int],
        new_id: Callable[[], str],
        ttl: int = 600,
    ) -> None:
        """`clock` gives seconds, `new_id` an id that no other replica was or will be given."""
        raise NotImplementedError

    def handle(self, request: Request) -> Response:
        """Answer the request, whatever it asks."""
        raise NotImplementedError


class CheckoutFailed(Exception):
    """An answer was no 2xx, or it had neither the order nor a link to follow."""


def buy(http: httpx.Client, entry: str, items: Mapping[str, int], address: str) -> Order:
    """Return the order, bought from any server that speaks the protocol above.

    Servers choose their URLs (`entry` is absolute), offer relations that you do not know,
    and ask in another order, or not for all. So of `cart`, `address` and `confirm` follow
    the first that the answer links to and that you have not followed yet, until an answer
    has the `order`.
    """
    raise NotImplementedError
