"""One URL for all steps, its query a JWT made by PyJWT; the client is recursive."""

import json
from urllib.parse import urljoin

import jwt

from dojo.kit.http import Response

BODIES = {
    "cart": lambda items, address: {"items": items},
    "address": lambda items, address: {"address": address},
    "confirm": lambda items, address: None,
}


class CheckoutFailed(Exception):
    pass


class Checkout:
    def __init__(self, secret, catalogue, orders, *, clock, new_id, ttl=600):
        self.secret, self.catalogue, self.orders = secret, catalogue, orders
        self.clock, self.new_id, self.ttl = clock, new_id, ttl

    def handle(self, request):
        path, _, token = request.target.partition("?")
        if path != "/":
            return Response(404)
        if not token:
            if request.method != "GET":
                return Response(405, {"Allow": "GET"})
            return self.leads_to("cart", request)
        try:
            claims = jwt.decode(token, self.secret, ["HS256"], options={"verify_exp": False})
        except jwt.InvalidTokenError:
            return Response(404)
        if request.method != "POST":
            return Response(405, {"Allow": "POST"})
        if claims["exp"] <= self.clock():
            return Response(410)
        try:
            return getattr(self, claims["aud_step"])(request, claims)
        except (ValueError, TypeError, KeyError, AttributeError):
            return Response(400)

    def cart(self, request, claims):
        items = json.loads(request.body)["items"]
        if not items or any(type(n) is not int or n < 1 for n in items.values()):
            return Response(400)
        total = sum(n * self.catalogue[name] for name, n in items.items())
        return self.leads_to("address", request, items=items, total=total, jti=self.new_id())

    def address(self, request, claims):
        address = json.loads(request.body)["address"]
        if not (isinstance(address, str) and address):
            return Response(400)
        return self.leads_to("confirm", request, **claims | {"address": address})

    def confirm(self, request, claims):
        if claims["jti"] not in self.orders:
            order = {name: claims[name] for name in ("items", "address", "total")}
            self.orders[claims["jti"]] = order
        return self.said(201, {"order": self.orders[claims["jti"]], "links": {}})

    def leads_to(self, step, request, **claims):
        claims |= {"aud_step": step, "exp": self.clock() + self.ttl}
        token = jwt.encode(claims, self.secret, "HS256")
        host = request.headers["Host"]
        links = {"self": request.target, "start": "/", step: f"http://{host}/?{token}"}
        return self.said(200, {"links": links})

    def said(self, status, content):
        body = json.dumps(content, ensure_ascii=False, indent=1).encode()
        return Response(status, {"Content-Type": "application/json; charset=utf-8"}, body)


def buy(http, entry, items, address):
    def follow(response, done):
        if response.status_code // 100 != 2:
            raise CheckoutFailed(response.text)
        content = response.json()
        if content.get("order"):
            return content["order"]
        for relation in BODIES:
            if relation not in done and relation in content.get("links", ()):
                url = urljoin(str(response.url), content["links"][relation])
                body = BODIES[relation](items, address)
                return follow(http.request("POST", url, json=body or {}), done | {relation})
        raise CheckoutFailed(f"only {sorted(content)}")

    return follow(http.request("GET", entry), frozenset())
