import contextlib
import sqlite3
import textwrap
import threading
from dataclasses import replace

import httpx
import pytest

from dojo.kit.http import Request, Response
from dojo.kit.racers import PATIENCE, Racer, line_up, outcomes
from dojo.kit.servers.http import Reset, serve
from dojo.kit.steps import Pause, kill_before
from katas.microservices.idempotency_keys import Idempotent

TTL, LOCK_TTL = 3600, 60
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
OTHERS = [
    *(("/payments", body) for body in (b"999", b"", b"250 ")),
    *(("/refunds", b"250"), ("/payments?dry", b"250"), ("/payments2", b"50")),
]


class BrokenError(Exception):
    """What our app raises, and nobody else."""


class World:
    """A database that outlives its processes, a clock, and the app that all of them run."""

    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self._file = folder / "shop"
        self.now = 1_000_000.0
        self.request = None
        self.calls = 0
        self.meanwhile = None
        """Called once, by the next call of the app, before it has written."""
        self.ends_with = Response(201, {"Location": "/payments"}, b"paid")
        with contextlib.closing(self._connect()) as conn:
            conn.execute("CREATE TABLE payments (number)")

    def _connect(self, step=None):
        conn = sqlite3.connect(self._file, timeout=0)
        conn.execute("PRAGMA synchronous = OFF")
        conn.set_trace_callback(step)
        return conn

    def process(self, step=None):
        """Return one more process; `step` is told of each of its statements before it runs."""
        return Idempotent(
            self.pay,
            lambda: self._connect(step),
            clock=lambda: self.now,
            principal=principal,
            ttl=TTL,
            lock_ttl=LOCK_TTL,
        )

    def pay(self, conn, request):
        self.request = request
        self.calls += 1
        number, ends_with = self.calls, self.ends_with
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        conn.execute("INSERT INTO payments VALUES (?)", [number])
        if isinstance(ends_with, BaseException):
            raise ends_with
        return replace(ends_with, headers=ends_with.headers | {"Number": str(number)})

    def payments(self):
        """Return the number of each call of the app whose payment is committed."""
        with contextlib.closing(self._connect()) as conn:
            return [number for (number,) in conn.execute("SELECT number FROM payments")]


def principal(request):
    return request.headers.get("Client", "ann")


def post(key=KEY, body=b"250", target="/payments", client="ann", **headers):
    given = {"Client": client, **headers}
    if key is not None:
        given["Idempotency-Key"] = key
    return Request("POST", target, given, body)


def ask(process, request=None):
    """Return the answer, or the error if it is one that the brief allows for."""
    request = request or post()
    try:
        got = process.handle(request)
    except sqlite3.OperationalError as error:
        return error
    assert isinstance(got, Response), f"handle must return a Response to {request}; got {got!r}"
    return got


def told(answer):
    """Describe an answer in short."""
    if not isinstance(answer, Response):
        return repr(answer)
    repeated = " (replayed)" if is_replayed(answer) else ""
    return f"{answer.status}{repeated}"


def shown(key):
    return repr(key) if key is None or len(key) < 30 else f"'{key[:3]}...', {len(key)} characters"


def is_replayed(answer):
    return isinstance(answer, Response) and answer.headers.get("Idempotent-Replayed") == "true"


def lines(answer):
    return {name: answer.headers.all(name) for name in answer.headers}


def expect(status, process, request=None, *, because):
    answer = ask(process, request)
    assert isinstance(answer, Response), f"{because}: due is {status}, and handle raised {answer!r}"
    assert answer.status == status, f"{because}: due is {status}, not {told(answer)}"
    return answer


@pytest.fixture
def world(tmp_path):
    return World(tmp_path / "world")


# One request


def test_the_app_answers_and_its_work_is_committed(world):
    answer = expect(201, world.process(), because="a new key, and the app answers 201")
    assert world.request == post(), f"the app must get the request {post()}; got {world.request}"
    assert (answer.body, answer.headers.get("Location")) == (b"paid", "/payments"), (
        f"the app's answer must be returned as it is; got {answer}"
    )
    assert "Idempotent-Replayed" not in answer.headers, (
        f"a first answer is no repeat, and must not be marked as one; got {answer.headers}"
    )
    assert world.payments() == [1], (
        f"the app wrote a payment and answered 201; committed are {world.payments()}"
    )


def test_a_post_without_a_proper_key_is_refused(world):
    process = world.process()
    for key in None, "", "k" * 256, "k\xe9", "k\tk":
        because = f"a POST with the Idempotency-Key {shown(key)}"
        expect(400, process, post(key), because=because)
        assert world.calls == 0, f"{because}: 400, yet the app was called"


def test_any_other_key_is_taken_as_it_is(world):
    process = world.process()
    for key in "k", "k" * 255, '"k-1"', "'; -- ?", "~!*%s{}":
        because = f"a POST with the Idempotency-Key {shown(key)}"
        expect(201, process, post(key), because=because)
        answer = expect(201, process, post(key), because=f"{because}, repeated")
        assert is_replayed(answer), f"{because}, repeated: it must be replayed; got {answer}"


def test_other_methods_always_call_the_app(world):
    process = world.process()
    for number, method in enumerate(["GET", "PUT", "PUT", "DELETE", "PATCH"], 1):
        headers = {"Idempotency-Key": KEY} if number > 1 else {}
        request, what = Request(method, "/", headers), f"{method} with the headers {headers}"
        answer = expect(201, process, request, because=f"{what}, to which the app answers 201")
        assert not is_replayed(answer), f"{what}: only POST is replayed; got {answer}"
        assert len(world.payments()) == number, f"{what}: what the app wrote was not committed"


# The same request again


def test_a_repeat_gets_the_stored_answer_and_does_nothing(world):
    process = world.process()
    for number, status in enumerate([200, 201, 204, 303, 404, 422, 499], 1):
        world.ends_with, request = Response(status), post(f"k-{status}")
        because = f"the app answers {status}"
        expect(status, process, request, because=because)
        for _ in "12":
            answer = expect(status, process, request, because=f"{because}, and it is repeated")
            assert world.calls == number, f"{because}, and is called again for a repeat"
            assert is_replayed(answer), (
                f"{because}; a repeat must have Idempotent-Replayed: true; got {answer.headers}"
            )
        assert len(world.payments()) == number, (
            f"{because}, below 500: what it wrote is to be committed, and was not"
        )


def test_a_replay_is_the_answer_to_the_byte(world):
    process = world.process()
    headers = [("Set-Cookie", "a=1, b"), ("Set-Cookie", "c=2"), ("X-Name", "é"), ("Vary", "A, B")]
    for body in b"paid", b"", b"\x00\xff\r\n", "Привет".encode():
        world.ends_with, request = Response(201, headers, body), post(f"k-{body.hex()}")
        first = expect(201, process, request, because="a new key")
        again = expect(201, process, request, because="the request is repeated")
        assert again.body == body, f"the body was {body!r}, and is replayed as {again.body!r}"
        due, got = lines(first) | {"idempotent-replayed": ["true"]}, lines(again)
        assert got == due, f"the header lines due in the replay are {due}; got {got}"


def test_other_headers_do_not_make_another_request(world):
    process = world.process()
    expect(201, process, post(Date="Mon", Traceparent="1"), because="a new key")
    request = post(Date="Tue", Authorization="fresh", **{"User-Agent": "b"})
    answer = expect(201, process, request, because="only headers differ, so it is the same request")
    assert is_replayed(answer), f"only headers differ: it must be replayed; got {answer}"


def test_a_key_that_was_used_for_another_request_is_refused(world):
    process = world.process()
    expect(201, process, because="a new key")
    for target, body in OTHERS:
        because = f"the key was used for POST /payments 250, and comes with POST {target} {body}"
        expect(422, process, post(target=target, body=body), because=because)
        assert world.calls == 1, f"{because}: the app must not be called"
    answer = expect(201, process, because="422 for others changes nothing for the first")
    assert is_replayed(answer), f"the first request, repeated, must be replayed; got {answer}"


def test_each_key_stands_for_itself(world):
    process = world.process()
    for number, key in enumerate(["a", "A", "a ,", "aa", "1", "01", "%", "_"], 1):
        expect(201, process, post(key), because=f"{key!r} is a new key")
        assert world.calls == number, f"{key!r} is a new key: the app must be called for it"


def test_principals_do_not_share_keys(world):
    process = world.process()
    mixed = [(("a", f"b{mark}c"), (f"a{mark}b", "c")) for mark in ("", *":/|-_, ")]
    for one, other in [(("ann", KEY), ("bob", KEY)), *mixed]:
        before, what = world.calls, f"principal and key are {one}, then {other}"
        for client, key in one, other:
            expect(201, process, post(key, client=client), because=what)
        calls = world.calls - before
        assert calls == 2, f"{what}: the app must be called for each; it was called {calls} times"
        request = post(one[1], b"999", client="eve")
        expect(201, process, request, because=f"{what}; then eve posts another, with {one[1]!r}")


def test_another_process_knows_the_keys(world):
    expect(201, world.process(), because="a new key")
    answer = expect(201, world.process(), because="another process gets the request again")
    assert is_replayed(answer), (
        "one process has answered, another gets the same request: what is stored must be there "
        f"for all processes, and it must replay; got {answer}"
    )


# What fails


@pytest.mark.parametrize("status", [500, 503, 599])
def test_an_answer_of_500_or_more_is_not_stored_and_its_work_is_undone(world, status):
    process, stored = world.process(), world.ends_with
    world.ends_with = Response(status, {"Retry-After": "1"}, b"sorry")
    answer = expect(status, process, because=f"the app answers {status}")
    assert (answer.body, answer.headers.get("Retry-After")) == (b"sorry", "1"), (
        f"the app's answer, {status}, must be returned as it is; got {answer}"
    )
    assert world.payments() == [], (
        f"the app wrote and answered {status}: it is to be undone; there are {world.payments()}"
    )
    world.ends_with = stored
    because = f"the app answered {status}, which is not stored: a repeat calls it again"
    answer = expect(201, process, because=because)
    assert not is_replayed(answer), f"{because}; got a replay"
    assert world.payments() == [2], f"{because}; committed are {world.payments()}, due is [2]"


@pytest.mark.parametrize("error", [BrokenError("app"), SystemExit("app")])
def test_what_the_app_raises_is_let_out_and_its_work_is_undone(world, error):
    process, stored = world.process(), world.ends_with
    world.ends_with = error
    name = type(error).__name__
    try:
        got = process.handle(post())
    except (BrokenError, SystemExit) as raised:
        got = raised
    assert got is error, f"the app raised {name}: handle must let it out; got {got!r}"
    assert world.payments() == [], (
        f"the app wrote and raised {name}: it is to be undone; there are {world.payments()}"
    )
    world.ends_with = stored
    expect(201, process, because=f"the app raised {name}, and a repeat calls it again at once")
    assert world.payments() == [2], (
        f"the app raised {name}, then answered 201; committed are {world.payments()}, due is [2]"
    )


# At the same time


def during(world, *requests, process=None):
    """Return what these get from another process while the app is at work on the first."""
    answers = []
    other = world.process()
    world.meanwhile = lambda: answers.extend(ask(other, request) for request in requests)
    ask(process or world.process())
    return answers


def test_while_the_app_is_at_work_a_repeat_is_told_so(world):
    answers = during(world, post(), post())
    assert world.calls == 1, (
        "one process was at work for a key, another got the same request twice, and the app was "
        f"called {world.calls} times"
    )
    assert [told(answer) for answer in answers] == ["409", "409"], (
        "one process was at work for a key, and another got the same request twice: due is 409, "
        f"not {', '.join(map(told, answers))}"
    )
    answer = expect(201, world.process(), because="the work is done, and the request comes again")
    assert is_replayed(answer), f"after a 409 the stored answer can be had; got {answer}"


def test_while_the_app_is_at_work_another_request_with_its_key_is_refused(world):
    [answer] = during(world, post(body=b"999"))
    assert told(answer) == "422", (
        "one process was at work for a key, and another got another request with that key: due is "
        f"422, not {told(answer)}"
    )


def test_while_the_app_is_at_work_nobody_else_has_to_wait(world):
    answers = during(world, post("k-2"), Request("PUT", "/payments"), post(client="bob"))
    assert [told(answer) for answer in answers] == ["201"] * 3, (
        "the app was at work for a key and had written nothing yet: another process must be able "
        "to write for another key, a PUT and another principal, so no lock may be held; they got "
        f"{', '.join(map(told, answers))}"
    )


# Several processes, paused and killed


def one_request(world, step=None):
    """Let a process begin, and get one request; return what became of it."""
    try:
        return ask(world.process(step))
    except sqlite3.OperationalError as error:
        return error


def places_in(tmp_path):
    """Return, for each statement of a process that gets one request, words for just before it."""
    steps = []
    one_request(World(tmp_path / "alone"), steps.append)
    steps = [textwrap.shorten(step, 70) for step in steps]
    after = ["", *(f"after `{step}` and " for step in steps)]
    return [f"{before}before `{step}`" for before, step in zip(after, steps, strict=False)]


def pauses(tmp_path, seconds):
    """Pause A before each of its statements; B gets the same request so many seconds later.

    Yield the world in the end, the answers to A and to B, and words for what happened.
    """
    for number, place in enumerate(places_in(tmp_path)):
        world = World(tmp_path / f"paused {number}")

        def meanwhile(world=world):
            world.now += seconds
            return one_request(world)

        pause = Pause(number, meanwhile)
        answer = one_request(world, pause.step)
        if isinstance(pause.outcome, BaseException) and not is_locked(pause.outcome):
            raise pause.outcome
        if pause.outcome is not None:
            what = f"process A was paused {place}, and {seconds} s later B got the same request"
            yield world, answer, pause.outcome, what


def deaths(tmp_path):
    """Kill a process before each of its statements; yield the world, and words for it."""
    for number, place in enumerate(places_in(tmp_path)):
        world = World(tmp_path / f"killed {number}")
        kill_before(number, lambda step, world=world: one_request(world, step))
        yield world, f"a process was killed {place}"


def is_locked(outcome):
    return isinstance(outcome, sqlite3.OperationalError)


def assert_paid_once(world, answers, what):
    """Repeat the request when all claims are over; judge the payments, and all answers."""
    world.now += LOCK_TTL
    because = f"{what}; lock_ttl later the request came again"
    last = expect(201, world.process(), because=because)
    paid = world.payments()
    assert len(paid) == 1, (
        f"{because}: what the app wrote is to be committed once, not {len(paid)} times"
    )
    for answer in answers:
        if isinstance(answer, Response) and answer.status != 409:
            got, due = answer.headers.get("Number"), last.headers["Number"]
            assert got == due == str(paid[0]), (
                f"{because}; committed is the work of call {paid[0]} of the app, and the answers "
                f"are of the calls {got} and {due}"
            )


def test_of_two_at_once_one_calls_the_app(tmp_path):
    for world, one, two, what in pauses(tmp_path, seconds=0):
        if not is_locked(one) and not is_locked(two):
            assert world.calls == 1, f"{what}: one is to call the app, and both have"
        assert_paid_once(world, [one, two], what)


def test_a_process_may_be_killed_at_any_moment(tmp_path):
    for world, what in deaths(tmp_path):
        answer = one_request(world)
        assert told(answer) in ("201", "201 (replayed)", "409"), (
            f"{what}, and the request came again: due is 201 or 409, not {told(answer)}"
        )
        assert_paid_once(world, [answer], what)


# Time passes


def test_an_answer_is_forgotten_when_its_time_is_over(world):
    process = world.process()
    for number in (1, 2):
        request = post(body=b"%d" % number)
        expect(201, process, request, because=f"after {number - 1} times ttl the key is as new")
        assert world.calls == number, (
            f"ttl is {TTL}, and so old was the answer: it is forgotten, and the app to be called"
        )
        world.now += TTL - 1
        answer = expect(201, process, request, because=f"the answer is {TTL - 1} s old, ttl {TTL}")
        assert is_replayed(answer), (
            f"ttl is {TTL}, and the answer {TTL - 1} s old: it must be replayed; got {answer}"
        )
        world.now += 1


def test_a_key_is_lost_after_lock_ttl_and_not_before(world):
    answers = []
    other = world.process()

    def meanwhile():
        for seconds in (LOCK_TTL - 1, 1):
            world.now += seconds
            answers.append(told(ask(other)))

    world.meanwhile = meanwhile
    ask(world.process())
    assert answers == ["409", "201"], (
        f"lock_ttl is {LOCK_TTL}, and the app of A was slow; B got the same request {LOCK_TTL - 1} "
        f"s later, then {LOCK_TTL} s: due are 409, and 201 by a call of its own; got {answers}"
    )


def test_whoever_was_slow_and_lost_the_key_commits_nothing(tmp_path):
    for world, one, two, what in pauses(tmp_path, seconds=LOCK_TTL):
        assert_paid_once(world, [one, two], f"{what} (lock_ttl is {LOCK_TTL})")


@pytest.mark.parametrize("failure", [BrokenError("app"), Response(500)])
def test_whoever_was_slow_and_fails_frees_no_key_but_its_own(world, failure):
    is_slow, may_fail = threading.Event(), threading.Event()

    def be_slow():
        is_slow.set()
        may_fail.wait(PATIENCE)

    world.meanwhile, stored = be_slow, world.ends_with
    world.ends_with = failure
    slow = Racer(lambda process: process.handle(post()), world.process())
    line_up(slow, is_slow.is_set)
    assert is_slow.is_set(), f"a new key: the app must be called; handle came to {slow.outcome!r}"
    world.ends_with = stored
    world.now += LOCK_TTL
    answers = []

    def fail():
        may_fail.set()
        outcomes([slow])
        answers.append(told(ask(world.process())))

    world.meanwhile = fail
    answers.append(told(ask(world.process())))
    answers.append(told(ask(world.process())))
    assert answers == ["409", "201", "201 (replayed)"], (
        f"A was slow, lock_ttl over, and B had called the app when that of A failed, {failure}; C "
        "got the same request at once, then B answered, then C got it again: due are 409 for C, "
        f"201 for B and a replay for C; got {answers}"
    )


# Over a socket


def test_a_client_that_gets_no_answer_repeats_until_it_has_one(world):
    process, lost = world.process(), [True, True, False, False]

    def over_a_bad_wire(request):
        answer = process.handle(request)
        return Reset() if lost.pop(0) else answer

    answers = []
    with serve(over_a_bad_wire) as server:
        client = server.client(headers={"Idempotency-Key": KEY})
        for _ in range(4):
            try:
                answers.append(client.post("/payments", content=b"250").status_code)
            except httpx.TransportError:
                answers.append("lost")
    assert answers == ["lost", "lost", 201, 201], (
        f"two answers were lost, then one must get through, and again; the client got {answers}"
    )
    assert world.payments() == [1], (
        "a client sent its payment four times, with one key, for the first two answers were lost; "
        f"committed are {len(world.payments())} payments"
    )


def test_two_clients_at_once_over_http(world):
    is_there, may_end = threading.Event(), threading.Event()

    def hold():
        is_there.set()
        may_end.wait(PATIENCE)

    world.meanwhile = hold
    with serve(world.process().handle) as server:

        def send(client):
            return client.post("/payments", content=b"250").status_code

        one, two = (server.client(headers={"Idempotency-Key": KEY}) for _ in "12")
        first = Racer(send, one)
        line_up(first, is_there.is_set)
        statuses = [send(two)]
        may_end.set()
        statuses += outcomes([first])
        statuses.append(send(two))
    assert statuses == [409, 201, 201], (
        "a client posted, and while the app was at work another did, with the same key; then the "
        f"app was done, and the other posted again: due are 409, 201 and 201; got {statuses}"
    )
    assert world.payments() == [1], f"one payment is due; committed are {world.payments()}"
