import copy
import itertools
import json
import re
import string
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx
import pytest

from dojo.kit.http import Request, Response
from dojo.kit.reimport import reimport
from dojo.kit.servers.http import serve
from katas.rest.stateless_hypermedia import Checkout, CheckoutFailed, buy

ENTRY = httpx.URL("http://shop.test/")
CATALOGUE = {"tea": 250, "milk": 120, 'Käse, 1/2 & "alt"? +=.#%|;': 7}
ITEMS, ADDRESS = {"tea": 2, "milk": 1}, "1 Main St"
ORDER = {"items": ITEMS, "address": ADDRESS, "total": 620}
AWKWARD = ['Käsestraße 7,\n"Süd" /?a=b&c=d#e+f%20.|;', "&signature=0", "..", "{}", "日本"]
TTL = 60
SHARED = "whoever answers has nothing but the secret, the catalogue and the orders to know it from"
MANY = 20
ALNUM = string.digits + string.ascii_letters
CONTENTS = {"cart": {"items": ITEMS}, "address": {"address": ADDRESS}, "confirm": {}}
carrying = pytest.mark.parametrize("relation", ["address", "confirm"])


def short(text):
    return text if len(text) <= 60 else f"{text[:57]}..."


@dataclass
class Answer:
    """What a request came to; `said` tells the request."""

    said: str
    url: httpx.URL
    response: Response

    @property
    def refused(self):
        return 400 <= self.response.status < 500

    @property
    def content(self):
        try:
            content = json.loads(self.response.body)
        except ValueError:
            content = None
        assert isinstance(content, dict), (
            f"{self.said} must be answered with a JSON object, not {self.response.body!r}"
        )
        return content

    def link(self, relation):
        """Return the URL that it links to, as a client would."""
        links = self.content.get("links")
        href = links.get(relation) if isinstance(links, dict) else None
        assert isinstance(href, str), (
            f"the answer to {self.said} must link to {relation!r}; its links are {links}"
        )
        try:
            return self.url.join(href)
        except httpx.InvalidURL as error:
            return pytest.fail(f"the answer to {self.said} links to {href!r}, no URL: {error}")

    @property
    def order(self):
        order = self.content.get("order")
        assert order is not None, f"{self.said} must be answered with the order: {self.content}"
        return order


class Shop:
    """A server of ours: one replica at a time, and all that replicas share."""

    def __init__(self, secret=b"a secret of at least 32 bytes ..", **settings):
        self.secret, self.settings = secret, settings
        self.orders, self.now, self.ids, self.story = {}, 1000, [], ""
        self.replica = self.start()

    def start(self, make=Checkout):
        """Return a replica."""
        return make(
            self.secret,
            CATALOGUE,
            self.orders,
            clock=lambda: self.now,
            new_id=self.new_id,
            **self.settings,
        )

    def restart(self):
        """Begin in a process of its own: nothing that the module kept is there any more."""
        module = reimport("katas.rest.stateless_hypermedia", lambda tree: tree, {})
        self.replica = self.start(module.Checkout)

    def new_id(self):
        self.ids.append(f"order-{len(self.ids) + 1}")
        return self.ids[-1]

    def send(self, method, url, content=None):
        target = url.raw_path.decode("ascii")
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        sent = {} if content is None else {"Content-Type": "application/json"}
        request = Request(method, target, {"Host": "shop.test", **sent}, body if sent else b"")
        said = f"{self.story}{method} {short(target)}"
        if sent:
            said += f" with {body.decode(errors='backslashreplace') or 'no content'}"
        try:
            response = self.replica.handle(request)
        except NotImplementedError:
            raise
        except Exception as error:
            pytest.fail(f"{said} must be answered, whatever it asks; handle raised {error!r}")
        assert isinstance(response, Response), f"{said}: handle must return a Response: {response}"
        assert response.status < 500, f"{said} must be answered, not with {response.status}"
        return Answer(said, url, response)

    def expect(self, status, *asked, why=""):
        answer = self.send(*asked)
        got = answer.response.status
        why = why or (self.story and SHARED) or "see the table in the brief"
        assert got == status, f"{answer.said} must be answered with {status}, not {got}: {why}"
        return answer

    def walk(self, relation, items=ITEMS, address=ADDRESS, between=lambda: None):
        """Return a URL of that relation, reached from the entry on."""
        url, contents = ENTRY, {"cart": {"items": items}, "address": {"address": address}}
        answer = self.expect(200, "GET", url)
        for name, content in contents.items():
            if name == relation:
                break
            between()
            answer = self.expect(200, "POST", answer.link(name), content)
        between()
        return answer.link(relation)

    def confirm(self, url):
        return self.expect(201, "POST", url, {}).order

    def finish(self, url):
        """Go on from any URL with the usual address; return the order, or None if refused."""
        for _ in range(3):
            answer = self.send("POST", url, {"address": ADDRESS})
            if answer.refused or "order" in answer.content:
                break
            url = answer.link("confirm")
        return None if answer.refused else answer.order


# The steps


def test_the_entry_links_to_the_cart():
    answer = Shop().expect(200, "GET", ENTRY)
    answer.link("cart")
    media_type = answer.response.headers.get("Content-Type", "none").partition(";")[0]
    assert media_type == "application/json", (
        f"GET / is answered with JSON, and must say so in Content-Type; it says {media_type}"
    )


def test_each_step_links_to_the_next():
    for relation in CONTENTS:
        Shop().walk(relation)


def test_confirm_answers_with_the_order_and_stores_it():
    for items, total in [(ITEMS, 620), ({"milk": 3}, 360)]:
        shop = Shop()
        order = shop.confirm(shop.walk("confirm", items))
        due = {"items": items, "address": ADDRESS, "total": total}
        assert order == due, f"{items} to {ADDRESS!r} was confirmed, the order is {due}: {order}"
        stored = list(shop.orders.values())
        assert stored == [due], f"an order was confirmed, {due} must be in `orders`: {shop.orders}"
        assert shop.orders.keys() <= set(shop.ids), (
            f"new_id gave {shop.ids}, and an order's id must come from there: {shop.orders}"
        )


def test_addresses_and_names_may_have_any_characters():
    for address in AWKWARD:
        shop = Shop()
        items = dict.fromkeys(CATALOGUE, 1)
        order = shop.confirm(shop.walk("confirm", items, address))
        assert (order["items"], order["address"]) == (items, address), (
            f"{items} to {address!r} was ordered, and after a way through the links it is {order}"
        )


def test_whoever_buys_the_same_twice_makes_two_orders():
    shop = Shop()
    first, second = shop.walk("confirm"), shop.walk("confirm")
    shop.confirm(first)
    shop.confirm(second)
    assert list(shop.orders.values()) == [ORDER, ORDER], (
        "two customers bought the same, to the same address and in the same second, each from the "
        f"entry on: two orders; stored are {shop.orders}"
    )


# No state but in links and orders


def test_nothing_is_stored_before_confirm():
    shop = Shop()

    def assert_no_orders():
        assert shop.orders == {}, (
            f"nobody has confirmed, and `orders` holds {shop.orders}: what a customer has said so "
            "far belongs into the link"
        )

    shop.walk("confirm", between=assert_no_orders)


def test_replicas_answer_in_turn():
    shop = Shop()
    replicas = itertools.cycle([shop.start() for _ in range(3)])
    shop.story = "to one of three replicas, in turn: "

    def next_replica():
        shop.replica = next(replicas)

    url = shop.walk("confirm", between=next_replica)
    orders = []
    for _ in range(3):
        next_replica()
        orders.append(shop.confirm(url))
    assert orders == [ORDER] * 3, (
        "three replicas answered in turn, and in the end each got the confirm link; they answered "
        f"with the orders {orders}"
    )
    assert len(shop.orders) == 1, (
        f"three replicas got the same confirm link: one order, not {len(shop.orders)}"
    )


def test_a_restart_between_two_requests_loses_nothing():
    shop = Shop()
    shop.story = "to a server that has restarted: "
    url = shop.walk("confirm", between=shop.restart)
    order = shop.confirm(url)
    assert order == ORDER, f"between any two requests the server restarted; the order is {order}"


def test_a_link_means_what_it_meant_when_it_was_made():
    one, other = "1 Main St", "2 Elm St"
    for chosen in one, other:
        shop = Shop()
        back = shop.walk("address")
        answers = {at: shop.expect(200, "POST", back, {"address": at}) for at in (one, other)}
        got = shop.confirm(answers[chosen].link("confirm"))["address"]
        assert got == chosen, (
            f"a customer gave the address {one!r}, went back and gave {other!r}; then the confirm "
            f"link for {chosen!r} was followed, and the order goes to {got!r}"
        )


def test_an_order_that_others_have_changed_stays_as_it_is():
    shop = Shop()
    url = shop.walk("confirm")
    shop.confirm(url)
    for order_id, order in shop.orders.items():
        shop.orders[order_id] = order | {"shipped": True}
    due = ORDER | {"shipped": True}
    got = shop.confirm(url)
    assert list(shop.orders.values()) == [due], (
        "an order was shipped, then its confirm link was followed again, which must leave what is "
        f"stored alone, {due}; stored is {shop.orders}"
    )
    assert got == due, f"the order is stored as {due}, and the second confirm answered {got}"


# Signatures


@carrying
def test_links_of_another_secret_are_not_found(relation):
    forger = Shop(secret=b"what somebody guesses the key is")
    shop = Shop()
    shop.expect(404, "POST", forger.walk(relation), CONTENTS[relation], why="another secret signed")
    assert shop.orders == {}, f"a link signed with another secret made an order: {shop.orders}"


def changed(url):
    """Yield the URL with one character changed, and what was done, again and again."""
    target = url.raw_path.decode("ascii")
    for at, old in enumerate(target[1:], 1):
        after = ALNUM[(ALNUM.index(old) + 1) % len(ALNUM)] if old in ALNUM else "x"
        for new in sorted({after, "9", "", "%C3%BC"} - {old}):
            said = f"in {target}, character {at}, {old!r}, was replaced by {new!r}"
            yield ENTRY.join(target[:at] + new + target[at + 1 :]), said


@carrying
def test_a_link_that_was_changed_says_nothing_new(relation):
    shop = Shop()
    url = shop.walk(relation)
    due = shop.finish(url)
    for forged, said in changed(url):
        before = copy.deepcopy(shop.orders)
        order = shop.finish(forged)
        assert order in (None, due), (
            f"{said}. A link of which anything was changed must be refused; it made the order "
            f"{order}"
        )
        if relation == "confirm":
            assert shop.orders == before, f"{said}, and it made one more order: {shop.orders}"


@carrying
def test_nobody_can_make_a_link_last_longer(relation):
    shop = Shop(ttl=TTL)
    url = shop.walk(relation)
    shop.now += TTL
    for forged, said in changed(url):
        order = shop.finish(forged)
        assert order is None, (
            f"a link had expired; {said}, and it made an order: the time must be signed, too"
        )


def spliced(one, other):
    """Yield every beginning of one URL with every end of the other."""
    heads, tails = (
        re.split(r"(?<=[/?&=.])", url.raw_path.decode("ascii")[1:]) for url in (one, other)
    )
    for left, right in itertools.product(range(1, len(heads)), range(1, len(tails))):
        yield ENTRY.join("/" + "".join(heads[:left] + tails[right:]))


def test_pieces_of_two_links_make_no_third():
    others = {"tea": 1}
    due = [ORDER, {"items": others, "address": ADDRESS, "total": 250}]
    for first, second in itertools.product(["address", "confirm"], repeat=2):
        shop = Shop()
        one, other = shop.walk(first), shop.walk(second, others)
        for url in spliced(one, other):
            order = shop.finish(url)
            assert order is None or order in due, (
                f"two customers buy {ITEMS} and {others}, both to {ADDRESS!r}. A link to {first} "
                f"and one to {second} were cut and joined to {url}, which must be refused, or do "
                f"what one of them does; it made the order {order}"
            )


def test_a_body_cannot_say_what_another_step_has_settled():
    shop = Shop()
    more = {"items": {"tea": 1}, "total": 1, "price": 1, "id": "mine", "order": {}, "ttl": 9**9}
    answer = shop.expect(200, "POST", shop.walk("address"), more | {"address": ADDRESS})
    order = shop.expect(201, "POST", answer.link("confirm"), more | {"address": "2 Elm St"}).order
    assert order == ORDER, (
        f"the cart held {ITEMS}; to address and confirm came {more} as well, which must be "
        f"ignored: the order is {ORDER}, not {order}"
    )


# Refusals


@carrying
def test_a_link_expires_after_its_seconds(relation):
    for settings in {"ttl": TTL}, {}:
        shop, ttl = Shop(**settings), settings.get("ttl", 600)
        told = f"ttl is {ttl}{'' if settings else ', for none was given'}"
        url = shop.walk(relation)
        shop.now += ttl
        shop.expect(410, "POST", url, CONTENTS[relation], why=f"{told}, and the link that old")
        assert shop.orders == {}, f"an expired link made an order: {shop.orders}"
        shop.now -= 1
        order = shop.finish(url)
        assert order == ORDER, f"{told}: a link must be good after {ttl - 1} seconds; got {order}"


def test_each_link_has_its_own_seconds():
    shop = Shop(ttl=TTL)
    url = shop.walk("address")
    shop.now += TTL - 1
    url = shop.expect(200, "POST", url, CONTENTS["address"]).link("confirm")
    shop.now += TTL - 1
    late = f"ttl={TTL}, the link to confirm was made {TTL - 1} seconds ago, not when the cart was"
    shop.expect(201, "POST", url, {}, why=late)


def test_urls_that_no_replica_made_are_not_found():
    for target in "/no/such/page", "/index.php?id=1", "/%C3%BC?state=e30", "/no/address?signature=":
        for method in "GET", "POST":
            shop = Shop()
            shop.expect(404, method, ENTRY.join(target), {}, why="no replica made that URL")


def test_other_methods_are_not_allowed():
    shop = Shop()
    urls = {"the entry": ENTRY} | {relation: shop.walk(relation) for relation in CONTENTS}
    for name, method in itertools.product(urls, ["GET", "POST", "PUT", "DELETE"]):
        due = "GET" if name == "the entry" else "POST"
        if method == due:
            continue
        why = f"{name} is for {due}, and nobody buys by prefetching a link"
        answer = shop.expect(405, method, urls[name], {}, why=why)
        allow = answer.response.headers.get("Allow", "")
        assert due in allow, f"405 to {method} on {name} must say `Allow: {due}`, not {allow!r}"
    assert shop.orders == {}, f"only POST to confirm may make an order; stored are {shop.orders}"


NAMES = [{}, [], "tea", {"coal": 1}, {"tea": 1, "coal": 1}, {"": 1}]
NUMBERS = [0, -1, 1.5, "2", None, True, [], {}]
NO_BODY = [b"", b"{", b'{"address": "\xff"}', [], "items, address", 7, {}]
BAD = {
    "cart": [{"items": one} for one in [*NAMES, *({"milk": 1, "tea": n} for n in NUMBERS)]],
    "address": [{"address": one} for one in ["", None, 7, [], ["1 Main St"]]],
}


@pytest.mark.parametrize("relation", BAD)
def test_a_body_that_is_not_as_described_is_a_bad_request(relation):
    shop = Shop()
    url = shop.walk(relation)
    for content in [*NO_BODY, *BAD[relation]]:
        shop.expect(400, "POST", url, content, why=f"that is no body for {relation}")
    shop.expect(200, "POST", url, CONTENTS[relation], why="what was refused changed nothing")


# The client

SELF = {"self": "?", "help": "/help", "cancel": "/cancel", "confirmation": "/cancel"}


@dataclass
class Site:
    """A server of another make, in memory: what it answers to each URL."""

    pages: dict
    asked: list = field(default_factory=list)

    def answer(self, request):
        self.asked.append((request.method, str(request.url), json.loads(request.read() or "null")))
        if len(self.asked) > MANY:
            pytest.fail(f"the client asks for ever: {self.asked[:4]} and so on")
        status, content = self.pages.get(str(request.url), (404, {}))
        return httpx.Response(status, json=content)

    def bought(self, entry):
        """Return what `buy` returns, or the error that it may raise."""
        with httpx.Client(transport=httpx.MockTransport(self.answer)) as http:
            try:
                return buy(http, entry, ITEMS, ADDRESS)
            except CheckoutFailed as error:
                return error
            except NotImplementedError:
                raise
            except Exception as error:
                return pytest.fail(
                    f"buy must return the order or raise CheckoutFailed; it asked for {self.asked} "
                    f"and raised {error!r}"
                )


def site_of(entry, steps):
    """Return a site that asks for these steps, each a relation and its href, and what is due."""
    pages, due, url = {}, [("GET", entry, None)], entry
    for relation, href in steps:
        pages[url] = 200, {"note": "order", "links": SELF | {relation: href}}
        url = urljoin(url, href)
        due.append(("POST", url, CONTENTS[relation]))
    pages[url] = 201, {"links": SELF, "order": ORDER}
    return Site(pages), due


def assert_bought(site, entry, due, told):
    got = site.bought(entry)
    assert site.asked == due, f"{told}: the client had to ask {due}, and asked {site.asked}"
    assert got == ORDER, f"{told}, and answered with the order {ORDER}; buy gave {got!r}"


LAYOUTS = {
    "absolute URLs": (
        "http://shop.test/start",
        ("http://shop.test/v2/basket", "https://post.test/to?n=7", "http://pay.test:81/7"),
    ),
    "absolute paths": ("http://shop.test/a/start?x=1", ("/b/?y=1&z=2", "/a;v=1/w", "/")),
    "relative to the answer": (
        "http://shop.test/a/start",
        ("steps/cart", "../who/7", "7/pay?a=b/c"),
    ),
    "queries only": ("http://shop.test/shop?lang=en", ("?step=1", "?step=2&a=b/c", "?s=3")),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_client_goes_where_the_links_lead(layout):
    entry, hrefs = LAYOUTS[layout]
    site, due = site_of(entry, zip(CONTENTS, hrefs, strict=True))
    assert_bought(site, entry, due, f"a server has {layout}, entry {entry}, links to {hrefs}")


def test_the_server_decides_on_the_steps_and_their_order():
    entry = "http://shop.test/"
    for order in ["address", "cart", "confirm"], ["cart", "confirm"], ["confirm"], []:
        site, due = site_of(entry, [(relation, f"/{relation}/1") for relation in order])
        assert_bought(site, entry, due, f"a server asks for {order}, in this order")


def test_of_several_links_the_client_follows_the_first_that_it_has_not_followed():
    entry = "http://shop.test/"
    links = {"confirm": "/confirm", "address": "/address", "cart": "/cart"}
    page = 200, {"links": links}
    pages = {entry: page, f"{entry}cart": page, f"{entry}address": page}
    site = Site(pages | {f"{entry}confirm": (201, {"order": ORDER})})
    due = [("GET", entry, None), *(("POST", entry + name, CONTENTS[name]) for name in CONTENTS)]
    assert_bought(site, entry, due, f"every answer links to {links}")


def assert_failed(site, entry, asks, told):
    got = site.bought(entry)
    assert isinstance(got, CheckoutFailed), f"{told}: buy must raise CheckoutFailed; got {got!r}"
    assert len(site.asked) == asks, (
        f"{told}: no more can be done after {asks} requests; the client sent {site.asked}"
    )


def test_the_client_does_not_go_round_in_circles():
    entry = "http://shop.test/"
    page = 200, {"links": {"cart": "/cart"}}
    site = Site({entry: page, f"{entry}cart": page})
    assert_failed(site, entry, 2, "every answer, the one to `cart` too, links to `cart` alone")


def test_an_answer_that_leads_nowhere_is_a_failure():
    entry = "http://shop.test/"
    for content in {}, {"links": {}}, {"links": SELF}:
        assert_failed(Site({entry: (200, content)}), entry, 1, f"the entry answers {content}")


def test_an_answer_that_is_no_success_is_a_failure():
    entry = "http://shop.test/"
    for at, status in itertools.product(range(4), [303, 400, 410, 500]):
        site, due = site_of(entry, [(relation, f"/{relation}") for relation in CONTENTS])
        method, url, _ = due[at]
        site.pages[url] = status, site.pages[url][1]
        assert_failed(site, entry, at + 1, f"{method} {url} was answered with {status}")


# Both, on a real connection


def test_the_client_buys_from_replicas_that_answer_in_turn():
    shop = Shop()
    replicas = []
    for _ in range(3):
        shop.restart()
        replicas.append(shop.replica)
    turns = itertools.cycle(replicas)
    with serve(lambda request: next(turns).handle(request)) as server:
        for _ in range(2):
            got = buy(server.client(), f"{server.url}/", ITEMS, ADDRESS)
            assert got == ORDER, (
                f"your client bought {ITEMS} from three replicas of your server, in turn: {got!r}"
            )
    assert list(shop.orders.values()) == [ORDER] * 2, f"two were bought; stored are {shop.orders}"
