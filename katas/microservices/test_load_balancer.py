from itertools import product

import httpx
import pytest

from dojo.kit.http import Request, Response
from dojo.kit.racers import Racer
from dojo.kit.servers.http import Reset, refused, serve
from katas.microservices.load_balancer import (
    Backend,
    LeastConnections,
    LoadBalancer,
    SmoothRoundRobin,
)

IDEMPOTENT = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]
NOT_IDEMPOTENT = ["POST", "PATCH", "LOCK"]
NOTHING_SENT = [httpx.ConnectError, httpx.ConnectTimeout]
PERHAPS_DONE = [httpx.ReadError, httpx.ReadTimeout, httpx.WriteError, httpx.RemoteProtocolError]
OK = Response(200)
PATIENCE = 3.0
"""Seconds after which a thread that should not have to wait is told to have waited."""


def first(candidates):
    return candidates[0]


def last(candidates):
    return candidates[-1]


class World:
    """Backends in memory, what each of them does, and the time of their balancer.

    What a backend does is a response, an exception, or a function that gives a response.
    """

    def __init__(self, urls="abc", *, pick=first, does=None, **settings):
        self.backends = [Backend(url) for url in urls]
        self.does = dict.fromkeys(urls, OK) | (does or {})
        self.sent, self.requests = [], []
        self.now, self.takes = 1000.0, 0.0
        self.balancer = LoadBalancer(
            self.backends, pick=pick, send=self.send, clock=lambda: self.now, **settings
        )

    def send(self, backend, request):
        if not any(backend is one for one in self.backends):
            pytest.fail(f"send takes one of the backends; it was given {backend!r}")
        self.sent.append(backend.url)
        self.requests.append(request)
        if len(self.sent) > 99:
            pytest.fail(f"the balancer asks for ever; it asked {self.sent[:9]} and so on")
        self.now += self.takes
        does = self.does[backend.url]
        if isinstance(does, type):
            raise does("made by the test")
        return does if isinstance(does, Response) else does()

    def ask(self, method="GET"):
        """Return who was asked, as "ab", and the status or the error that came."""
        before = len(self.sent)
        got = outcome(self.balancer.handle, Request(method, "/"))
        return "".join(self.sent[before:]), got.status if isinstance(got, Response) else got

    def fail(self, times=1, error=httpx.ConnectError):
        """Let "a" fail for so many requests; then it answers again."""
        self.does["a"] = error
        for _ in range(times):
            self.ask()
        self.does["a"] = OK

    @property
    def active(self):
        return [backend.active for backend in self.backends]


def outcome(call, *args):
    try:
        return call(*args)
    except (httpx.HTTPError, LookupError, ValueError, TypeError, AttributeError) as error:
        return error


def name_of(value):
    return value.__name__ if isinstance(value, type) else str(value)


def elsewhere(job):
    """Return what the job returns in another thread, which must not have to wait for this one."""
    racer = Racer(lambda _: job(), None)
    racer.start()
    racer.join(PATIENCE)
    if racer.is_alive():
        pytest.fail(
            "while one backend works on its answer, a request of another thread must be served; "
            "it was left waiting: hold no lock while send runs"
        )
    if isinstance(racer.outcome, BaseException):
        raise racer.outcome
    return racer.outcome


# Pickers


def backends_of(weights, active=(0, 0, 0, 0)):
    return [Backend(*values) for values in zip("abcd", weights, active, strict=False)]


def picks(pick, *rounds):
    """Return the urls picked, one for each list of candidates."""
    urls = ""
    for candidates in rounds:
        picked = pick(list(candidates))
        if not any(picked is one for one in candidates):
            pytest.fail(f"a picker returns one of its candidates; it returned {picked!r}")
        urls += picked.url
    return urls


def by_the_rule(*rounds):
    """Return what the scores of the brief come to."""
    scores, picked = dict.fromkeys("abcd", 0), ""
    for candidates in rounds:
        for one in candidates:
            scores[one.url] += one.weight
        highest = max(scores[one.url] for one in candidates)
        picked += next(one.url for one in candidates if scores[one.url] == highest)
        scores[picked[-1]] -= sum(one.weight for one in candidates)
    return picked


def test_equal_backends_take_turns():
    got = picks(SmoothRoundRobin(), *[[Backend("a"), Backend("b", weight=1), Backend("c")]] * 6)
    assert got == "abcabc", f"a, b and c of weight 1 must take turns, abcabc; the picks were {got}"


def test_the_heavy_come_more_often_and_never_in_a_burst():
    for weights in (5, 1, 1), (2, 1), (3, 2), (1, 4), (4, 3, 2, 1), (2, 2):
        rounds = [backends_of(weights)] * (2 * sum(weights))
        got, due = picks(SmoothRoundRobin(), *rounds), by_the_rule(*rounds)
        assert got == due, (
            f"the weights are {weights}: each has its share, smoothly spread, so by the scores "
            f"{due}; the picks were {got}"
        )


def test_who_is_no_candidate_keeps_his_score():
    a, b, c = backends_of([3, 2, 1])
    rounds = [[a, b, c], [b, c], [b, c], [a, c], [a, b, c], [c], [a, b], [a, b, c], [b, c], [a, b]]
    got, due = picks(SmoothRoundRobin(), *rounds), by_the_rule(*rounds)
    shown = ", ".join("".join(one.url for one in candidates) for candidates in rounds)
    assert got == due, (
        "a score changes only while its backend is a candidate, and then counts on: a, b, c "
        f"weigh 3, 2, 1, the candidates were {shown}; the picks must be {due}, and were {got}"
    )


@pytest.mark.parametrize("picker", [SmoothRoundRobin, LeastConnections])
def test_each_picker_counts_for_itself(picker):
    candidates = backends_of([1, 1])
    picks(picker(), candidates)
    got = picks(picker(), candidates)
    assert got == "a", (
        f"another {picker.__name__} picked a, but a new one begins with a as well; it picked {got}"
    )


LOWEST = [
    ((1, 1, 1), (2, 1, 3), "b"),
    ((1, 1, 1), (1, 1, 0), "c"),
    ((4, 1), (3, 1), "a"),
    ((4, 1), (5, 1), "b"),
    ((3, 2), (2, 1), "b"),
]
EQUALS = [
    ((1, 1, 1), (0, 0, 0), "abcabc"),
    ((1, 1, 1), (1, 0, 0), "bcbcbc"),
    ((2, 1), (0, 0), "abaaba"),
    ((3, 6, 1), (1, 2, 1), "babbab"),
]


def test_least_connections_picks_the_lowest_load():
    for weights, active, due in LOWEST:
        got = picks(LeastConnections(), backends_of(weights, active))
        assert got == due, (
            f"weights {weights} with {active} active requests: active / weight is lowest at "
            f"{due}; the pick was {got}"
        )


def test_least_connections_lets_equals_take_turns():
    for weights, active, due in EQUALS:
        got = picks(LeastConnections(), *[backends_of(weights, active)] * 6)
        assert got == due, (
            f"weights {weights}, always {active} active: those with the lowest active / weight "
            f"share the picks by SmoothRoundRobin, {due}; they were {got}"
        )


# One attempt


def test_an_answer_is_returned_as_it_is():
    for status, method in product([200, 404, 500, 503], ["GET", "POST"]):
        answer = Response(status, {"X-Request-Id": "7"}, b"body")
        world = World(does={"a": answer})
        request = Request(method, "/notes?page=2", {"Accept": "text/plain"}, b"sent")
        got = outcome(world.balancer.handle, request)
        assert world.sent == ["a"], (
            f"a answered {method} with {status}: an answer is no failure, nobody else is to be "
            f"asked; asked were {world.sent}"
        )
        assert got == answer, f"a answered {answer}, which must be returned as it is; got {got!r}"
        assert world.requests == [request], f"send must get {request}; it got {world.requests}"


def test_pick_chooses_among_all_backends_in_their_order():
    offered = []

    def pick(candidates):
        offered.append("".join(one.url for one in candidates))
        return candidates[1]

    world = World(pick=pick)
    asked, _ = world.ask()
    assert offered == ["abc"], f"pick must be given a, b, c, once; it was given {offered}"
    assert asked == "b", f"pick chose b; asked was {asked!r}"


# Retries


def test_what_was_never_sent_goes_to_another_backend():
    for error, method in product(NOTHING_SENT, IDEMPOTENT + NOT_IDEMPOTENT):
        asked, got = World(does={"a": error}).ask(method)
        assert (asked, got) == ("ab", 200), (
            f"{error.__name__} at a: nothing was sent, so {method} is safe to send to b; asked "
            f"were {asked!r}, and got {got!r}"
        )


def test_what_is_idempotent_is_sent_again():
    for error, method in product(PERHAPS_DONE, IDEMPOTENT):
        asked, got = World(does={"a": error}).ask(method)
        assert (asked, got) == ("ab", 200), (
            f"{error.__name__} at a: {method} is idempotent, so it is safe to send it to b; asked "
            f"were {asked!r}, and got {got!r}"
        )


def test_what_may_have_been_done_is_not_done_twice():
    for error, method in product(PERHAPS_DONE, NOT_IDEMPOTENT):
        asked, got = World(does={"a": error}).ask(method)
        assert asked == "a", (
            f"{error.__name__} at a: the {method} may have been carried out and must not be sent "
            f"again; asked were {asked!r}"
        )
        due = 504 if issubclass(error, httpx.TimeoutException) else 502
        assert got == due, (
            f"{method} met {error.__name__} and has no safe retry: {due}; got {got!r}"
        )


def test_a_retry_is_judged_by_its_own_failure():
    world = World(does={"a": httpx.ConnectError, "b": httpx.ReadError})
    asked, got = world.ask("POST")
    assert (asked, got) == ("ab", 502), (
        "a POST was refused by a, and lost at b, where it may have been carried out: that ends "
        f"it with 502; asked were {asked!r}, and got {got!r}"
    )


def test_every_backend_is_tried_and_none_twice():
    world = World("abcd", does=dict.fromkeys("abc", httpx.ConnectError))
    asked, got = world.ask()
    assert (asked, got) == ("abcd", 200), (
        "a, b and c refuse, d answers: GET must go to each once, in vain but for the last; asked "
        f"were {asked!r}, and got {got!r}"
    )


def test_the_last_failure_is_told_when_all_failed():
    for one, other, due in [
        (httpx.ConnectError, httpx.ReadError, 502),
        (httpx.ReadError, httpx.ReadTimeout, 504),
        (httpx.ReadTimeout, httpx.ConnectError, 502),
        (httpx.ReadError, httpx.ConnectTimeout, 504),
    ]:
        asked, got = World("ab", does={"a": one, "b": other}).ask()
        assert (asked, got) == ("ab", due), (
            f"a met {one.__name__}, then b, the last, {other.__name__}: GET must be answered "
            f"{due} after these two; asked were {asked!r}, and got {got!r}"
        )


def test_each_attempt_is_picked():
    world = World(pick=last, does=dict.fromkeys("cb", httpx.ConnectError))
    asked, _ = world.ask()
    assert asked == "cba", (
        "pick takes the last of those that are left, and c and b refuse: it is asked for each "
        f"attempt, so c, b, a; asked were {asked!r}"
    )


# Health


@pytest.mark.parametrize("settings", [{}, {"max_failures": 1}, {"max_failures": 2}])
def test_after_so_many_failures_a_backend_is_ejected(settings):
    limit = settings.get("max_failures", 3)
    due = ["a"] * limit + ["b"] * 2
    for error, method in product([httpx.ConnectError, httpx.ReadTimeout], ["GET", "POST"]):
        world = World(does={"a": error}, **settings)
        asked = [world.ask(method)[0][:1] for _ in due]
        assert asked == due, (
            f"max_failures={limit}{'' if settings else ', the default'}, and a always meets "
            f"{error.__name__}: {len(due)} {method} must go first to {due}; they went to {asked}"
        )


def test_only_failures_in_a_row_count():
    world = World()
    for _ in range(2):
        world.fail(2)
        world.ask()
    asked, _ = world.ask()
    assert asked == "a", (
        "a failed twice, answered, failed twice and answered: never three times in a row, so it "
        f"must still be asked; asked was {asked!r}"
    )


def test_errors_in_answers_eject_nobody():
    world = World(does={"a": Response(500)})
    asked = [world.ask()[0] for _ in range(6)]
    assert asked == ["a"] * 6, (
        "a answered 500 each time: it is alive, and one bad request would eject one backend after "
        f"the other; all six must go to a, they went to {asked}"
    )


def test_each_backend_has_its_own_count():
    world = World(does=dict.fromkeys("ab", httpx.ConnectError))
    for _ in range(2):
        world.ask()
    asked, _ = world.ask()
    assert asked == "abc", (
        "a and b failed twice each, and it takes three: the third request must find both; asked "
        f"were {asked!r}"
    )


@pytest.mark.parametrize("settings", [{}, {"cooldown": 30.0}])
def test_an_ejected_backend_is_back_after_the_cooldown(settings):
    cooldown = settings.get("cooldown", 10.0)
    told = f"cooldown={cooldown:g}{'' if settings else ', the default'}"
    world = World(**settings)
    world.fail(3)
    world.now += cooldown - 0.5
    asked, _ = world.ask()
    assert asked == "b", (
        f"{told}: {cooldown - 0.5:g} s after the ejection of a, asked was {asked!r}"
    )
    world.now += 0.5
    asked, _ = world.ask()
    assert asked == "a", (
        f"{told}, and just that long ago a was ejected: it must be asked again; asked was {asked!r}"
    )


def test_the_cooldown_begins_with_the_failure():
    world = World(does={"a": httpx.ReadTimeout}, max_failures=1)
    world.takes = 4.0
    world.ask("POST")
    world.takes = 0.0
    world.now += 8
    asked, _ = world.ask()
    assert asked == "b", (
        "the attempt at a ended with a timeout after 4 s, 8 s ago: cooldown=10 counts from the "
        f"failure, not from when the request was sent; asked was {asked!r}"
    )


def test_who_is_back_is_on_probation():
    world = World()
    world.fail(3)
    world.now += 10
    world.fail(1)
    asked, _ = world.ask()
    assert asked == "b", (
        "a was ejected, came back and failed again: on probation one failure is enough to eject "
        f"it; asked was {asked!r}"
    )
    world.now += 9.5
    asked, _ = world.ask()
    assert asked == "b", f"a was ejected again 9.5 s ago, with cooldown=10; asked was {asked!r}"


def test_an_answer_ends_the_probation():
    world = World()
    world.fail(3)
    world.now += 10
    world.ask()
    world.fail(2)
    asked, _ = world.ask()
    assert asked == "a", (
        "a was ejected, came back and answered, so its count starts at 0; then it failed twice, "
        f"and it takes three: it must still be asked; asked was {asked!r}"
    )


def test_a_retry_does_not_go_to_the_ejected():
    world = World("ab")
    world.fail(3)
    world.does["b"] = httpx.ReadTimeout
    asked, got = world.ask()
    assert (asked, got) == ("b", 504), (
        "a is ejected and b meets ReadTimeout: nobody is left, so 504; asked were "
        f"{asked!r}, and got {got!r}"
    )


def test_where_all_are_ejected_nobody_is_asked():
    world = World("ab", does=dict.fromkeys("ab", httpx.ConnectError), max_failures=1)
    world.ask()
    asked, got = world.ask()
    assert (asked, got) == ("", 503), (
        "a and b are ejected: the answer must be 503, and nobody asked; asked were "
        f"{asked!r}, and got {got!r}"
    )


# Many at once


@pytest.mark.parametrize("does", [OK, *NOTHING_SENT, httpx.ReadError, LookupError], ids=name_of)
def test_a_request_is_active_while_it_is_sent(does):
    seen = []

    def look():
        seen.append(world.active)
        if isinstance(does, type):
            raise does("made by the test")
        return does

    world = World("ab", does=dict.fromkeys("ab", look))
    world.ask()
    assert seen[0] == [1, 0], f"a was sent a request: active of a, b is [1, 0], not {seen[0]}"
    for now in seen[1:]:
        assert now == [0, 1], f"the retry is at b, and a is done: active is [0, 1], not {now}"
    assert world.active == [0, 0], (
        f"the attempts ended with {name_of(does)}: active of a and b is 0 again, however they "
        f"end; it is {world.active}"
    )


def test_other_errors_pass_through():
    world = World(does={"a": LookupError})
    for _ in range(4):
        asked, got = world.ask()
        assert isinstance(got, LookupError), f"send raised LookupError, which passes; got {got!r}"
        assert asked == "a", (
            "send raised LookupError, which is no failed attempt, so it leads to no retry and no "
            f"ejection of a; asked were {asked!r}"
        )


def test_a_slow_backend_holds_up_nobody_else():
    during = []

    def slow():
        during.append(elsewhere(world.ask))
        return OK

    world = World(pick=LeastConnections(), does={"a": slow})
    asked, got = world.ask()
    assert during == [("b", 200)], (
        f"while a worked on a request, the next must go to b, which is idle; that gave {during}"
    )
    assert (asked, got) == ("ab", 200), f"a answered after b: 'ab' and 200; got {asked!r}, {got!r}"


def request(target="/"):
    return Request("GET", target)


def clock():
    return 1000.0


def noting(sent, active, release):
    """Return a send that notes what it sees.

    At a, /fail fails, and gives the release that /slow waits for.
    """

    def send(backend, request):
        sent.append(backend.url)
        active.append(backend.active)
        if request.path == "/fail" and backend.url == "a":
            release.set()
            raise httpx.ReadError("made by the test")
        if request.path == "/slow":
            release.wait()
        return OK

    return send


START = """
import threading
release = threading.Event()
sent, active = [], []
a, b = Backend("a"), Backend("b")
send = noting(sent, active, release)
"""


@pytest.fixture
def judge(interleave):
    """Judge what is seen after two requests, wherever one is interrupted by the other."""

    def judge(promise, balancer, *threads, see, right):
        interleave.always(
            {
                "Backend": Backend,
                "SmoothRoundRobin": SmoothRoundRobin,
                "LeastConnections": LeastConnections,
                "LoadBalancer": LoadBalancer,
                "first": first,
                "noting": noting,
                "clock": clock,
                "request": request,
            },
            start=f"{START}balancer = LoadBalancer([a, b], send=send, clock=clock, {balancer}",
            threads=threads,
            observe=see,
            allowed=[right],
            promise=promise,
            preemptions=1,
        )

    return judge


def test_no_pick_is_lost(judge):
    judge(
        "two requests by round robin go to a and to b",
        "pick=SmoothRoundRobin())",
        "balancer.handle(request())",
        "balancer.handle(request())",
        see="sorted(sent)",
        right=["a", "b"],
    )


def test_each_pick_knows_of_those_before(judge):
    judge(
        "each of two requests finds an idle backend by least connections",
        "pick=LeastConnections())",
        "balancer.handle(request())",
        "balancer.handle(request())",
        see="active",
        right=[1, 1],
    )


def test_no_end_of_an_attempt_is_lost(judge):
    judge(
        "two requests at a came to their end, so its active is 0",
        "pick=first)",
        "balancer.handle(request()); release.set()",
        "balancer.handle(request('/slow'))",
        see="a.active",
        right=0,
    )


def test_no_failure_is_lost(judge):
    judge(
        "a failed twice, which is max_failures: the next request goes to b",
        "pick=first, max_failures=2)",
        "balancer.handle(request('/fail'))",
        "balancer.handle(request('/fail'))",
        see="(balancer.handle(request()).status, sent[4:])",
        right=(200, ["b"]),
    )


def test_no_answer_is_lost(judge):
    judge(
        "a failed, answered and failed twice, in whatever order not three times in a row: it is "
        "asked again",
        "pick=first)\nbalancer.handle(request('/fail'))\nrelease.clear()",
        "balancer.handle(request('/fail'))",
        "balancer.handle(request('/slow'))",
        see="[balancer.handle(request(at)).status for at in ('/fail', '/')] and sent[-1]",
        right="a",
    )


# On a real wire


def over_http(backend, request):
    """Send it as a real balancer would, on a connection of its own."""
    with httpx.Client(base_url=backend.url, trust_env=False, timeout=10) as client:
        got = client.request(request.method, request.target, content=request.body)
    return Response(got.status_code, {}, got.content)


@pytest.fixture
def real():
    """Yield a port that refuses, a server that resets all connections, and a good one."""
    with refused() as closed, serve(lambda _: Reset()) as broken, serve(lambda _: OK) as good:
        yield closed, broken, good


def balancer_of(*urls):
    backends = [Backend(url) for url in urls]
    return LoadBalancer(
        backends, pick=SmoothRoundRobin(), send=over_http, clock=clock, max_failures=2
    )


def test_clients_do_not_notice_what_is_broken(real):
    closed, broken, good = real
    balancer = balancer_of(closed, broken.url, good.url)
    with serve(balancer.handle) as front:
        client = front.client()
        got = [client.get("/notes").status_code for _ in range(6)]
    assert got == [200] * 6, (
        "of three real backends one refuses, one resets and one answers: six GETs through the "
        f"balancer must all succeed; they gave {got}"
    )
    assert len(broken.requests) == 2, (
        "the real backend that resets is ejected after max_failures=2; it was sent "
        f"{len(broken.requests)} of six requests"
    )
    assert len(good.requests) == 6, f"the good backend answered {len(good.requests)} of 6 requests"


def test_a_post_is_never_repeated_unless_it_was_refused(real):
    closed, broken, good = real
    with serve(balancer_of(broken.url, good.url).handle) as front:
        got = front.client().post("/notes", content=b"tea").status_code
    assert (got, len(good.requests)) == (502, 0), (
        "the first real backend took a POST and reset the connection: 502, and the other one must "
        f"not see it; it saw {len(good.requests)}, and the client got {got}"
    )
    with serve(balancer_of(closed, good.url).handle) as front:
        got = front.client().post("/notes", content=b"tea").status_code
    bodies = [one.body for one in good.requests]
    assert (got, bodies) == (200, [b"tea"]), (
        "the first real backend refused the connection of a POST: the other one must get it; it "
        f"got {bodies}, and the client got {got}"
    )
