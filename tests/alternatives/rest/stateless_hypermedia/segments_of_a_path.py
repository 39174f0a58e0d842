"""All of a link is in its path, relative to the answer; the signature covers JSON in base64."""

import base64
import hashlib
import hmac
import json

import httpx

from dojo.kit.http import Response

STEPS = ("cart", "address", "confirm")


class CheckoutFailed(Exception):
    pass


class Refusal(Exception):
    pass


def refuse_unless(condition, status, **headers):
    if not condition:
        raise Refusal(Response(status, headers, b"no"))


class Checkout:
    def __init__(self, secret, catalogue, orders, *, clock, new_id, ttl=600):
        self.secret, self.catalogue, self.orders = secret, dict(catalogue), orders
        self.clock, self.new_id, self.ttl = clock, new_id, ttl

    def handle(self, request):
        try:
            return self.route(request)
        except Refusal as refusal:
            return refusal.args[0]

    def route(self, request):
        if request.path == "/":
            refuse_unless(request.method in ("GET", "HEAD"), 405, Allow="GET, HEAD")
            return self.answer(200, {"cart": f"do/{self.seal(['cart', {}, 2**62])}"})
        sealed = request.path.removeprefix("/do/")
        refuse_unless(request.path == f"/do/{sealed}" and "/" not in sealed, 404)
        step, state, until = self.unseal(sealed)
        refuse_unless(self.clock() < until, 410)
        refuse_unless(request.method == "POST", 405, Allow="POST")
        if step == "confirm":
            return self.confirm(state)
        value = self.checked(step, request.body)
        state = {**state, {"cart": "items"}.get(step, step): value}
        after = STEPS[STEPS.index(step) + 1]
        if after == "confirm":
            state["id"] = self.new_id()
        return self.answer(200, {after: self.seal([after, state, self.clock() + self.ttl])})

    def checked(self, step, body):
        try:
            content = json.loads(body.decode())
        except ValueError:
            content = None
        refuse_unless(isinstance(content, dict), 400)
        if step == "address":
            address = content.get("address")
            refuse_unless(isinstance(address, str) and len(address) > 0, 400)
            return address
        items = content.get("items")
        refuse_unless(isinstance(items, dict) and len(items) > 0, 400)
        for name, number in items.items():
            refuse_unless(name in self.catalogue, 400)
            refuse_unless(type(number) is int and number > 0, 400)
        return items

    def confirm(self, state):
        order_id = state.pop("id")
        state["total"] = 0
        for name, number in state["items"].items():
            state["total"] += self.catalogue[name] * number
        if order_id not in self.orders:
            self.orders[order_id] = state
        return self.answer(201, {}, order=self.orders[order_id])

    def answer(self, status, links, **content):
        body = json.dumps({"links": links, **content}).encode()
        return Response(status, [("content-type", "application/json")], body)

    def seal(self, content):
        text = base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=")
        return f"{text.decode()}.{self.mac(text)}"

    def unseal(self, sealed):
        text, _, mac = sealed.partition(".")
        try:
            genuine = hmac.compare_digest(
                bytes.fromhex(mac), bytes.fromhex(self.mac(text.encode()))
            )
        except ValueError:
            genuine = False
        refuse_unless(genuine, 404)
        return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))

    def mac(self, text):
        return hmac.new(self.secret, text, hashlib.blake2b).hexdigest()


def buy(http, entry, items, address):
    todo = [("cart", {"items": dict(items)}), ("address", {"address": address}), ("confirm", {})]
    url, method, content = httpx.URL(entry), "GET", None
    while True:
        response = http.request(method, url, json=content)
        try:
            response.raise_for_status()
        except httpx.HTTPStatusError as error:
            raise CheckoutFailed(str(error)) from error
        page = response.json()
        if "order" in page:
            return page["order"]
        offered = [step for step in todo if step[0] in page.get("links", {})]
        if not offered:
            raise CheckoutFailed("stuck")
        todo.remove(offered[0])
        relation, content = offered[0]
        url, method = response.url.join(page["links"][relation]), "POST"
