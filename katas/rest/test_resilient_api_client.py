import itertools
import json
import math
from dataclasses import dataclass, field

import httpx
import pytest

from dojo.kit.http import Response
from dojo.kit.servers.http import Cut, Reset, Silence, refused, serve
from katas.rest.resilient_api_client import ApiClient, ApiError, Permanent, Transient

API = "https://api.example/v1"
NOTES = [{"id": 7}]
TEXT = {"text": "hi"}
MANY = 20
NO_ANSWER = [httpx.ConnectError, httpx.ReadTimeout, httpx.ReadError, httpx.RemoteProtocolError]
ELSEWHERE = [
    "https://evil.example/v1/notes?page=2",
    "//evil.example/v1/notes?page=2",
    "https://api.example.evil.example/v1/notes?page=2",
    "https://api.example@evil.example/v1/notes?page=2",
    "https://api.example:8443/v1/notes?page=2",
    "http://api.example/v1/notes?page=2",
]


@dataclass
class Answer:
    """What the API says, after so many seconds."""

    status: int = 200
    headers: dict = field(default_factory=dict)
    content: bytes = json.dumps(NOTES).encode()
    takes: float = 0.0

    def __str__(self):
        told = [f" with {name}: {value}" for name, value in self.headers.items()]
        return "".join([str(self.status), *told]) if self.takes < math.inf else "silence"


OK = Answer()
SILENCE = Answer(takes=math.inf)


def page(number, link=None):
    headers = {"Link": f'<{API}/first>; rel="first", <{link}>; rel="next"'} if link else {}
    return Answer(200, headers, json.dumps(f"page {number}").encode())


class World:
    """The API in memory, and the time and the tokens of its clients.

    The answers are given in turn, the last of them for ever; an exception is one, too.
    """

    def __init__(self, *answers):
        self.answers = list(answers)
        self.requests, self.slept = [], []
        self.elapsed, self.tokens, self.token_takes = 0.0, 0, 0

    def client(self, http=None, **settings):
        if http is None:
            http = httpx.Client(base_url=API, transport=httpx.MockTransport(self.answer))
        return ApiClient(
            http,
            token=self.token,
            clock=lambda: 1000.0 + self.elapsed,
            sleep=self.sleep,
            backoff=lambda failures: 2.0**failures / 8,
            **settings,
        )

    def answer(self, request):
        self.requests.append(copy_of(request))
        if len(self.requests) > MANY:
            pytest.fail(f"the client asks for ever: it was answered {self.story}")
        answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
        if isinstance(answer, type):
            raise answer("made by the test")
        limits = request.extensions.get("timeout", {})
        if limits.get("read") is None or None in limits.values():
            pytest.fail(f"an attempt may wait for ever; its timeouts are {limits}")
        if limits["read"] < 0:
            raise ValueError("Timeout value out of range")  # as a socket does
        self.elapsed += min(answer.takes, limits["read"])
        if answer.takes > limits["read"]:
            raise httpx.ReadTimeout("made by the test")
        return httpx.Response(answer.status, headers=answer.headers, content=answer.content)

    def token(self):
        self.tokens += 1
        self.elapsed += self.token_takes
        return f"token-{self.tokens}"

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.elapsed += seconds

    @property
    def story(self):
        """Return the answers so far."""
        given = self.answers + self.answers[-1:] * MANY
        return ", ".join(map(name_of, given[: min(len(self.requests), MANY)])) or "nothing"


def copy_of(request):
    """Return the request as it is now; a client may change it and send it again."""
    method, url, headers = request.method, request.url, request.headers
    return httpx.Request(method, url, headers=headers, content=request.content)


def name_of(answer):
    return answer.__name__ if isinstance(answer, type) else str(answer)


def outcome(call, *args, **named):
    """Return what a call returns or raises."""
    try:
        return call(*args, **named)
    except (ApiError, httpx.HTTPError, ValueError, TypeError, ArithmeticError) as error:
        return error


def read(api, **params):
    """Return the pages, and at the end the error if one was raised; not too many of them."""
    got = []

    def take():
        got.extend(itertools.islice(api.pages("/notes", **params), 9))

    error = outcome(take)
    return got if error is None else [*got, error]


def is_error(got, kind, status):
    """Tell whether that kind of error came, for that status."""
    return isinstance(got, kind) and got.status == status


def told(got):
    """Return how a message shows an outcome."""
    return f"{type(got).__name__}(status={got.status})" if isinstance(got, ApiError) else repr(got)


def sent(requests, name):
    return [request.headers.get(name) for request in requests]


def body(request):
    """Return the JSON of a request, or its bytes if they are none."""
    got = outcome(json.loads, request.content)
    return request.content if isinstance(got, ValueError) else got


def only_request(world):
    assert len(world.requests) == 1, (
        f"a call that succeeds at once is one request; there were {len(world.requests)}"
    )
    return world.requests[0]


# One request, one answer


def test_get_asks_with_the_token_and_returns_the_json():
    world = World(OK)
    got = outcome(world.client().get, "/notes", tag="new", limit=2)
    request = only_request(world)
    asked = f"{request.method} {request.url}"
    assert asked == f"GET {API}/notes?tag=new&limit=2", (
        f"get('/notes', tag='new', limit=2) of {API} asked {asked}"
    )
    auth = request.headers.get("Authorization")
    assert auth == "Bearer token-1", f"token() gave 'token-1'; the Authorization sent was {auth!r}"
    assert got == NOTES, f"the API answered with the JSON of {NOTES}; get gave {told(got)}"


def test_post_sends_the_body_as_json():
    world = World(Answer(201))
    got = outcome(world.client().post, "/notes", TEXT)
    request = only_request(world)
    asked = f"{request.method} {request.url}"
    assert asked == f"POST {API}/notes", f"post('/notes', ...) of {API} asked {asked}"
    kind = request.headers.get("Content-Type")
    assert (kind, body(request)) == ("application/json", TEXT), (
        f"post('/notes', {TEXT}) must send that as JSON; it sent {request.content!r} as {kind}"
    )
    assert got == NOTES, f"201 came with the JSON of {NOTES}; post gave {told(got)}"


def test_the_token_is_kept():
    world = World(OK)
    api = world.client()
    for path in ("/a", "/b", "/c"):
        outcome(api.get, path)
    assert world.tokens == 1, (
        f"three calls and no 401: token() is to be called once, and was {world.tokens} times"
    )


@pytest.mark.parametrize("status", [400, 403, 404, 409, 501])
def test_an_answer_that_will_not_change_is_permanent_at_once(status):
    world = World(Answer(status))
    got = outcome(world.client().get, "/notes")
    assert len(world.requests) == 1, (
        f"{status} will come again however often one asks, and get asked {len(world.requests)} "
        "times: that is nothing to retry"
    )
    assert is_error(got, Permanent, status), (
        f"after {status} get must raise Permanent with status={status}; got {told(got)}"
    )


@pytest.mark.parametrize("content", [b"<html>welcome</html>", b'"\xff"'])
def test_an_answer_without_json_is_permanent(content):
    world = World(Answer(200, {}, content))
    got = outcome(world.client().get, "/notes")
    assert is_error(got, Permanent, 200), (
        f"200 came with {content!r}, which is no JSON: get must raise Permanent with status=200; "
        f"got {told(got)}"
    )
    assert len(world.requests) == 1, f"200 without JSON: get asked {len(world.requests)} times"


# Retries


@pytest.mark.parametrize(
    "failure", [*map(Answer, [429, 500, 502, 503, 504]), *NO_ANSWER], ids=name_of
)
def test_a_failure_that_may_pass_is_retried(failure):
    world = World(failure, failure, OK)
    got = outcome(world.client().get, "/notes")
    assert got == NOTES, (
        f"get is to meet {name_of(failure)} twice, then 200, and to return what came with that; "
        f"after {world.story} it gave {told(got)}"
    )
    assert world.slept == [0.25, 0.5], (
        f"after two failures ({name_of(failure)}) it must have slept backoff(1) = 0.25 and "
        f"backoff(2) = 0.5 seconds; it slept {world.slept}"
    )


@pytest.mark.parametrize("settings", [{}, {"attempts": 1}, {"attempts": 6}])
def test_it_gives_up_after_the_last_attempt(settings):
    attempts = settings.get("attempts", 4)
    world = World(*[Answer(500)] * (attempts - 1), Answer(503))
    got = outcome(world.client(total_timeout=60, **settings).get, "/notes")
    assert len(world.requests) == attempts, (
        f"attempts={attempts}{'' if settings else ', the default'}, and each failed: get must "
        f"ask {attempts} times; it asked {len(world.requests)} times"
    )
    assert is_error(got, Transient, 503), (
        f"the answers were {world.story}: get must raise Transient with the status of the last; "
        f"got {told(got)}"
    )
    assert len(world.slept) == attempts - 1, (
        f"of {attempts} attempts each failed: it must sleep between them and not after the last; "
        f"it slept {world.slept}"
    )


def test_an_error_without_an_answer_tells_its_cause():
    world = World(Answer(503), httpx.ReadError)
    got = outcome(world.client(attempts=2).get, "/notes")
    assert is_error(got, Transient, None), (
        f"two attempts met {world.story}: Transient with status=None, as the last got no answer; "
        f"got {told(got)}"
    )
    assert isinstance(got.__cause__, httpx.ReadError), (
        f"the last attempt ended with httpx.ReadError, which must be the error's __cause__; "
        f"it is {got.__cause__!r}"
    )


# Retry-After


@pytest.mark.parametrize("status", [429, 503])
def test_it_sleeps_as_long_as_the_api_says(status):
    world = World(Answer(status, {"Retry-After": "7"}), Answer(500), OK)
    outcome(world.client().get, "/notes")
    assert world.slept == [7, 0.5], (
        f"the answers were {world.story}, with time enough: it must sleep 7 seconds, then "
        f"backoff(2) = 0.5; it slept {world.slept}"
    )


@pytest.mark.parametrize("value", ["-5", "nan", "soon", "Wed, 21 Oct 2065 07:28:00 GMT"])
def test_a_retry_after_that_is_not_digits_counts_for_nothing(value):
    world = World(Answer(503, {"Retry-After": value}), OK)
    got = outcome(world.client().get, "/notes")
    assert (got, world.slept) == (NOTES, [0.25]), (
        f"503 came with Retry-After: {value}, which is not digits alone, then 200: get must sleep "
        f"backoff(1) = 0.25 seconds and succeed; it slept {world.slept} and gave {told(got)}"
    )


@pytest.mark.parametrize("value", ["10", "315360000"])
def test_it_does_not_sleep_beyond_the_total_timeout(value):
    world = World(Answer(429, {"Retry-After": value}), OK)
    got = outcome(world.client().get, "/notes")
    what = f"total_timeout=10, the default, and 429 came with Retry-After: {value}"
    assert world.slept == [], f"{what}: it must raise at once; it slept {world.slept} seconds"
    assert is_error(got, Transient, 429), f"{what}: Transient with status=429; got {told(got)}"
    assert got.retry_after == int(value), (
        f"{what}, and the error's retry_after must tell; it is {got.retry_after!r}"
    )


# Time


@pytest.mark.parametrize("total", [2.25, 2.125])
def test_a_backoff_that_ends_too_late_is_not_begun(total):
    world = World(Answer(503, takes=2))
    got = outcome(world.client(total_timeout=total).get, "/notes")
    assert world.slept == [], (
        f"total_timeout={total}, 503 came after 2 seconds, and backoff(1) = 0.25: there is no time "
        f"left for another attempt, raise at once; it slept {world.slept}"
    )
    assert is_error(got, Transient, 503), f"503 was the last answer; got {told(got)}"


@pytest.mark.parametrize("settings", [{}, {"attempt_timeout": 2}])
def test_a_silent_attempt_leaves_time_for_the_next(settings):
    world = World(SILENCE, OK)
    got = outcome(world.client(**settings).get, "/notes")
    limit = settings.get("attempt_timeout", 3)
    assert (got, world.elapsed) == (NOTES, limit + 0.25), (
        f"attempt_timeout={limit}{'' if settings else ', the default'}: the API was silent, then "
        f"answered at once: get must return that after {limit} + backoff(1) = {limit + 0.25} "
        f"seconds; after {world.elapsed:g} it gave {told(got)}"
    )


@pytest.mark.parametrize("answers", [[SILENCE], [Answer(401, takes=2), SILENCE]])
@pytest.mark.parametrize("total", [2, 4, 7])
def test_no_call_lasts_longer_than_the_total_timeout(answers, total):
    world = World(*answers)
    got = outcome(world.client(attempt_timeout=3, total_timeout=total).get, "/notes")
    assert world.elapsed <= total, (
        f"attempt_timeout=3, total_timeout={total}, and get met {world.story}: it took "
        f"{world.elapsed:g} seconds in total; an attempt may have no more than what is left"
    )
    assert isinstance(got, ApiError), f"get met {world.story}, and gave {told(got)}"


@pytest.mark.parametrize("takes", [3, 5])
def test_a_slow_token_uses_up_the_same_time(takes):
    world = World(SILENCE)
    world.token_takes = takes
    got = outcome(world.client(total_timeout=4).get, "/notes")
    what = f"total_timeout=4, and token() took {takes} seconds of it; then the API was silent"
    assert is_error(got, Transient, None), f"{what}: Transient with status=None; got {told(got)}"
    assert world.elapsed == max(4, takes), f"{what}: get ended after {world.elapsed:g} seconds"


def test_what_token_raises_passes_through():
    world = World(OK)
    world.token = lambda: 1 / 0
    got = outcome(world.client().get, "/notes")
    assert isinstance(got, ZeroDivisionError), (
        f"token() raised ZeroDivisionError, which is no failure of the API; get gave {told(got)}"
    )


# POST


def test_a_body_that_cannot_be_json_is_no_failure_of_the_api():
    world = World(OK)
    got = outcome(world.client().post, "/notes", {1, 2}, idempotency_key="k-1")
    assert isinstance(got, TypeError), f"a set cannot be JSON: TypeError; post gave {told(got)}"


@pytest.mark.parametrize("failure", [*map(Answer, [429, 503]), *NO_ANSWER], ids=name_of)
def test_a_post_without_a_key_is_never_retried(failure):
    world = World(failure, OK)
    got = outcome(world.client().post, "/notes", TEXT)
    assert len(world.requests) == 1, (
        f"a POST without a key met {name_of(failure)}, and was sent {len(world.requests)} times: "
        "it may have been carried out the first time"
    )
    status = getattr(failure, "status", None)
    assert is_error(got, Transient, status), (
        f"a POST without a key met {name_of(failure)}: Transient with status={status}; "
        f"got {told(got)}"
    )


def test_a_post_with_a_key_is_retried_with_the_same_key():
    world = World(Answer(503), httpx.ReadTimeout, Answer(401), OK)
    got = outcome(world.client().post, "/notes", TEXT, idempotency_key="k-1")
    assert got == NOTES, (
        "a POST with a key is to meet 503, ReadTimeout, 401, 200, and to be retried until 200; "
        f"after {world.story} it gave {told(got)}"
    )
    keys = sent(world.requests, "Idempotency-Key")
    assert keys == ["k-1"] * 4, (
        f"post was given idempotency_key='k-1', and each attempt must send that; sent were {keys}"
    )
    requests = [(request.method, body(request)) for request in world.requests]
    assert requests == [("POST", TEXT)] * 4, (
        f"each attempt must POST the body {TEXT}; sent were {requests}"
    )


# Tokens


@pytest.mark.parametrize("arguments", [["get", "/notes"], ["post", "/notes", TEXT]])
def test_after_a_401_the_request_is_sent_with_a_new_token(arguments):
    world = World(Answer(401), OK)
    method, *rest = arguments
    got = outcome(getattr(world.client(attempts=1), method), *rest)
    auths = sent(world.requests, "Authorization")
    assert auths == ["Bearer token-1", "Bearer token-2"], (
        f"attempts=1, and {method} was answered with 401, which is no failed attempt: it must "
        f"call token() and send the request again; the Authorizations sent were {auths}"
    )
    assert got == NOTES, f"401 came, then 200; {method} gave {told(got)}"
    assert world.slept == [], f"after a 401 it must send again at once; it slept {world.slept}"


def test_a_new_token_is_kept():
    world = World(OK, Answer(401), Answer(503), OK)
    api = world.client()
    for path in ("/a", "/b", "/c"):
        outcome(api.get, path)
    auths = sent(world.requests, "Authorization")
    assert auths == ["Bearer token-1"] * 2 + ["Bearer token-2"] * 3, (
        f"three calls met {world.story}, and whatever follows the 401 must carry the new token; "
        f"sent were {auths}"
    )


def test_a_new_token_that_is_refused_as_well_is_permanent():
    world = World(Answer(401))
    got = outcome(world.client().get, "/notes")
    assert is_error(got, Permanent, 401), (
        f"the first token got a 401, and so did a new one: Permanent with status=401; "
        f"got {told(got)}"
    )
    assert (len(world.requests), world.tokens) == (2, 2), (
        f"401 each time: one new token, one more request; token() was called {world.tokens} "
        f"times, and there were {len(world.requests)} requests"
    )


# Pages, and other hosts


@pytest.mark.parametrize("link", [f"{API}/notes?page=2", "/v1/notes?page=2", "?page=2", "/v0/next"])
def test_pages_follow_the_links(link):
    world = World(page(1, link), page(2, "/v1/last"), page(3))
    got = read(world.client(), tag="new")
    asked = [f"{request.method} {request.url}" for request in world.requests]
    second = httpx.URL(f"{API}/notes").join(link)
    assert asked == [f"GET {API}/notes?tag=new", f"GET {second}", f"GET {API}/last"], (
        f"page 1 is {API}/notes?tag=new and links to {link}, page 2 links to /v1/last; "
        f"the requests were {asked}"
    )
    assert got == ["page 1", "page 2", "page 3"], f"three pages came; pages yielded {got}"
    auths = sent(world.requests, "Authorization")
    assert auths == ["Bearer token-1"] * 3, f"each page needs the token; sent were {auths}"


def test_a_page_is_asked_for_when_it_is_wanted():
    world = World(page(1, "/v1/notes?page=2"), page(2))
    got = next(iter(world.client().pages("/notes")))
    assert (got, len(world.requests)) == ("page 1", 1), (
        f"one page was taken, which is one request; there were {len(world.requests)}, and it "
        f"was {got!r}"
    )


def test_each_page_is_a_call_of_its_own():
    failure = Answer(503, takes=3)
    world = World(failure, page(1, "/v1/notes?page=2"), failure, page(2))
    got = read(world.client(attempts=2, total_timeout=5))
    assert got == ["page 1", "page 2"], (
        "attempts=2, total_timeout=5, and each of two pages came after a 503 that took 3 seconds: "
        f"both must be yielded; got {list(map(told, got))}"
    )


@pytest.mark.parametrize("link", ELSEWHERE)
def test_a_link_to_elsewhere_is_not_followed(link):
    world = World(page(1, link), page(2))
    got = read(world.client())
    leaked = [f"{one.url} with {one.headers.get('Authorization')}" for one in world.requests[1:]]
    assert not leaked, (
        f"a page of {API} links to {link}, which is another scheme, host or port: send nothing "
        f"there; asked was {leaked}"
    )
    assert isinstance(got[-1], Permanent), (
        f"a page of {API} links to {link}: pages must raise Permanent; got {list(map(told, got))}"
    )


@pytest.mark.parametrize("location", ["https://evil.example/v1/notes", "/v1/notes/"])
@pytest.mark.parametrize(("status", "arguments"), [(302, ["get"]), (307, ["post", TEXT])])
def test_redirects_are_not_followed(status, arguments, location):
    world = World(Answer(status, {"Location": location}), OK)
    method, *rest = arguments
    got = outcome(getattr(world.client(), method), "/notes", *rest)
    asked = [str(request.url) for request in world.requests[1:]]
    assert not asked, (
        f"{method} was answered with {status} and Location: {location}: redirects are not to be "
        f"followed; asked was {asked}"
    )
    assert is_error(got, Permanent, status), (
        f"{method} was answered with {status}: Permanent with that status; got {told(got)}"
    )


# On a real wire


@pytest.mark.parametrize(
    "fault", [Reset(), Cut(Response(200, {}, b"123456"), after=3)], ids=["Reset", "Cut"]
)
def test_a_connection_that_breaks_is_retried(fault):
    answers = iter([fault, Response(200, {}, b"123456")])
    world = World()
    with serve(lambda _: next(answers)) as server:
        got = outcome(world.client(server.client()).get, "/number")
    assert (got, world.slept) == (123456, [0.25]), (
        f"a real server's answers were {fault}, and the JSON 123456 after a sleep of 0.25 s; get "
        f"gave {told(got)} after it slept {world.slept}"
    )


def test_a_server_that_stays_silent_is_given_up():
    world = World()
    with serve(lambda _: Silence()) as server:
        got = outcome(world.client(server.client(), attempts=2, attempt_timeout=0.1).get, "/notes")
    assert is_error(got, Transient, None), (
        f"a real server is silent, and attempt_timeout=0.1: Transient; got {told(got)}"
    )
    assert isinstance(got.__cause__, httpx.TimeoutException), (
        f"a real server is silent, and attempt_timeout=0.1: the __cause__ must be a timeout; "
        f"it is {got.__cause__!r}"
    )


def test_a_port_where_nobody_listens_is_given_up():
    world = World()
    with refused() as url, httpx.Client(base_url=url, trust_env=False) as http:
        got = outcome(world.client(http).get, "/notes")
    assert is_error(got, Transient, None), f"connections are refused: Transient; got {told(got)}"
    assert world.slept == [0.25, 0.5, 1.0], (
        f"connections are refused, in four attempts; between them it slept {world.slept}"
    )


def test_no_other_server_sees_the_token():
    world = World()
    with serve(lambda _: Response(200, {}, b'"page 2"')) as other:
        headers = {"Link": f'<{other.url}/notes>; rel="next"'}
        with serve(lambda _: Response(200, headers, b'"page 1"')) as server:
            read(world.client(server.client()))
    seen = sent(other.requests, "Authorization")
    assert not seen, f"{server.url} links to a page at {other.url}, which was sent {seen}"
    assert len(server.requests) == 1, f"{server.url} was asked {len(server.requests)} times"
