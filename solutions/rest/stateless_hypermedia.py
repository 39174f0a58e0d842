"""Stateless hypermedia, solved with signed URLs and a client that looks for verbs, not paths.

The signature covers the URL as a whole: the step in its path, what was said, the time it
ends. What is left out can be forged, and what is signed without its purpose can be used for
another. It is checked before anything of the link is read. The order's id is made before the
last link, not behind it, so that following it twice names the same order; `setdefault` is
one step, where "look, then write" leaves room for another replica. In SQL that is
`INSERT ... ON CONFLICT DO NOTHING`.

The client keeps a table from relation to body and the URL of the last answer. Each relation
leaves the table when it is followed, hence no circle, and no counter of hops.

Cost: the state crosses the wire with each request and must fit into a URL (keep it below
2,000 characters or so); it is signed, not encrypted, and URLs end up in logs and histories:
an address belongs into a body (a hidden field), or encrypt it (Fernet, JWE). A link cannot
be taken back before it expires. An expired client has to begin again. A proxy that rewrites
paths or the spelling of `%7B` breaks such a signature: sign base64url, or a canonical form
as S3's presigned URLs do. Left out as well: rotation of the secret (a key id in the link, two
keys accepted for a while), and prices, which here are those of the moment of `confirm`; to
hold an offer, sign the total. At work: `itsdangerous`, `django.core.signing`, or a JWT.

Interview: "What constraints make an API RESTful, and what does each buy and cost?"
- Client and server: an interface between them, so that both change and scale apart. It costs
  a network, and a contract that cannot be refactored across.
- Stateless: a request carries all it takes to understand it. Replicas are interchangeable
  behind any balancer, a crash or a deploy loses no conversation, one request in the log tells
  its story. It costs bytes, and checking who is asking each time; and the client holds the
  state, so never trust it unsigned. Resources have state all the same: orders do.
- Cacheable: an answer says whether and for how long it may be used again (Cache-Control, ETag,
  Vary). The quickest request is none. It costs stale answers and invalidation, and one wrong
  `public` shows Ann's page to Bob.
- Uniform interface: resources named by URLs, changed through representations, messages that
  explain themselves (method, status, media type), hypermedia. Generic caches, proxies, clients
  and tools just work. It costs fit: a form for all is the best for none, reads get chatty, and
  actions and streams go against the grain (gRPC, GraphQL, WebSocket).
- Layered: a client cannot tell a proxy, gateway or CDN from the origin, so TLS, caches, limits
  and balancing are added without asking it. It costs latency, and hop-by-hop headers, timeouts
  at each layer, and a client's address that only `Forwarded` knows.
- Code on demand, the optional one: scripts extend a client that is already out there. It costs
  visibility and safety; between services nobody uses it.
- Statelessness and scaling: add replicas by saturation, drop any, no sticky sessions, which
  load unevenly and lose their people with the node. It moves the bottleneck rather than
  removing it: next comes the database (pool, replicas, caches, partitions), and what must
  happen once must be idempotent, for a retry lands on another replica.
- Where session state goes: into the client (signed cookie, token, link: no look-up, limited
  size, hard to revoke); into a shared store (Redis, SQL: any size, revoked by a delete, one hop
  more, one more thing to be down); into a resource of its own (`/carts/7`: visible, shared by
  devices, must be cleaned up). Sticky memory of a process is the one to avoid. For a login
  take the store or short tokens; for a wizard, links or a draft resource.
- HATEOAS in practice: links tell what can be done now, so clients do not copy the rules ("may
  this order be cancelled?": is there a link?), and the server can move URLs, add a step or
  drop one. Pagination's `next`, `Location`, OAuth discovery and PayPal's `links` are the common
  cases; HAL, JSON:API, Siren and `Link` (RFC 8288) the formats. It does not remove coupling: it
  moves to relations, media types and the meaning of fields. Most clients are written against
  OpenAPI with paths in them, hence most APIs stop at level 2 of Richardson's, and for a
  generated client inside one company that is a fair choice.
- Signed tokens: HMAC where the verifier is the signer, public keys where others verify. Bind
  purpose, subject, audience and expiry; compare in constant time; a bearer link is as good as
  its holder, so TLS, short lives, no `Referer`. HMAC, not sha256(secret + text), which can be
  extended without the secret. Integrity is not freshness: a replay carries a valid signature,
  so make it harmless (an id, stored once) or remember what was used.

Hints
-----
1. The process that answers next has just started. From what can it know the cart? Which of
   that could a customer have written, too?
2. A link is valid at the wrong step, or for ever: which bytes did the signature not cover?
3. One who lost the answer follows the link again. Where must the order's id be made, so that
   both requests name the same one?
4. `_link(path, **state)`: put the expiry into the state, the state as JSON into the query
   (`urlencode` takes care of all characters), and the HMAC of that URL behind it. `_state` undoes
   it: split at the signature, `hmac.compare_digest` on bytes, then JSON, then the clock.
5. The client: a dict of what is left to do, `response.url.join(href)`, and a loop that ends with
   the order, a failure, or no link among those left.
"""

import hmac
import json
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlencode

import httpx

from dojo.kit.http import Headers, Request, Response

Order = dict[str, Any]

Step = Callable[[Request], Response]


class _Refused(Exception):
    """Carries the status to answer with, and perhaps headers."""


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
        self._secret = secret
        self._catalogue = catalogue
        self._orders = orders
        self._clock = clock
        self._new_id = new_id
        self._ttl = ttl
        self._steps: dict[str, tuple[str, Step]] = {
            "/": ("GET", self._entry),
            "/cart": ("POST", self._cart),
            "/address": ("POST", self._address),
            "/confirm": ("POST", self._confirm),
        }

    def handle(self, request: Request) -> Response:
        try:
            return self._answer(request)
        except _Refused as refused:
            return Response(*refused.args)

    def _answer(self, request: Request) -> Response:
        if request.path not in self._steps:
            raise _Refused(404)
        method, step = self._steps[request.path]
        if request.method != method:
            raise _Refused(405, Headers({"Allow": method}))
        return step(request)

    def _entry(self, _: Request) -> Response:
        return _json(200, links={"cart": "/cart"})

    def _cart(self, request: Request) -> Response:
        items = _member(request, "items", dict)
        if not all(name in self._catalogue and _is_count(n) for name, n in items.items()):
            raise _Refused(400)
        return _json(200, links={"address": self._link("/address", items=items)})

    def _address(self, request: Request) -> Response:
        state = self._state(request)
        address = _member(request, "address", str)
        link = self._link("/confirm", items=state["items"], address=address, id=self._new_id())
        return _json(200, links={"confirm": link})

    def _confirm(self, request: Request) -> Response:
        state = self._state(request)
        items = state["items"]
        total = sum(self._catalogue[name] * number for name, number in items.items())
        order = {"items": items, "address": state["address"], "total": total}
        return _json(201, order=self._orders.setdefault(state["id"], order))

    def _link(self, path: str, **state: Any) -> str:
        state["expires"] = self._clock() + self._ttl
        url = f"{path}?{urlencode({'state': json.dumps(state)})}"
        return f"{url}&signature={self._signature(url)}"

    def _state(self, request: Request) -> dict[str, Any]:
        """Return what a link of ours says, if it still counts."""
        url, _, signature = request.target.rpartition("&signature=")
        if not hmac.compare_digest(signature.encode(), self._signature(url).encode()):
            raise _Refused(404)
        state: dict[str, Any] = json.loads(request.query["state"])
        if self._clock() >= state["expires"]:
            raise _Refused(410)
        return state

    def _signature(self, url: str) -> str:
        return hmac.new(self._secret, url.encode(), "sha256").hexdigest()


class CheckoutFailed(Exception):
    pass


def buy(http: httpx.Client, entry: str, items: Mapping[str, int], address: str) -> Order:
    left = {"cart": {"items": items}, "address": {"address": address}, "confirm": {}}
    response = http.get(entry)
    while response.is_success:
        content = response.json()
        if "order" in content:
            return content["order"]  # type: ignore[no-any-return]
        links = content.get("links", {})
        known = [relation for relation in left if relation in links]
        if not known:
            raise CheckoutFailed(f"{response.url} leads nowhere; its links are {links}")
        url = response.url.join(links[known[0]])
        response = http.post(url, json=left.pop(known[0]))
    raise CheckoutFailed(f"{response.url} answered {response.status_code}")


def _member(request: Request, name: str, kind: type) -> Any:
    """Return what the body says under this name; it is of this kind and not empty."""
    try:
        content = json.loads(request.body)
    except ValueError:
        raise _Refused(400) from None
    value = content.get(name) if isinstance(content, dict) else None
    if not isinstance(value, kind) or not value:
        raise _Refused(400)
    return value


def _is_count(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number >= 1


def _json(status: int, **content: Any) -> Response:
    as_json = Headers({"Content-Type": "application/json"})
    return Response(status, as_json, json.dumps(content).encode())
