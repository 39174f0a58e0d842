import time
from threading import Event

import httpx
import pytest

from dojo.kit.http import Response
from dojo.kit.servers.http import Reset, serve
from katas.microservices.circuit_breaker import CircuitBreaker, CircuitOpen


class Clock:
    def __init__(self):
        self.now = 0

    def __call__(self):
        return self.now

    def later(self, seconds):
        self.now += seconds


def works():
    return "ok"


def fails():
    raise OSError("down")


def finds_nothing():
    raise KeyError("no such note")


def is_interrupted():
    raise KeyboardInterrupt


ENDINGS = {"S": works, "F": fails, "-": finds_nothing}
LEGEND = "S succeeded, F failed, - raised an error that is none of `failures`"


def breaker_of(clock, **settings):
    usual = {"window": 4, "min_calls": 2, "failure_rate": 0.5, "open_for": 10}
    return CircuitBreaker(**usual | settings, failures=(OSError,), clock=clock)


def tried(breaker, fn):
    """Return the value of the call, or the name of what it raises, with its retry_after."""
    try:
        return breaker.call(fn)
    except NotImplementedError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        name = type(error).__name__
        return f"{name}({error.retry_after:g})" if name == "CircuitOpen" else name


def refusal(breaker):
    """Return the `retry_after` of a call that must be refused."""
    calls = []
    try:
        breaker.call(lambda: calls.append("called"))
    except CircuitOpen as refused:
        assert not calls, "the call was refused with CircuitOpen, but fn had been called"
        return refused.retry_after
    return pytest.fail(f"the call had to be refused with CircuitOpen; fn was called: {bool(calls)}")


def assert_state(breaker, state, because):
    assert breaker.state == state, f"{because}: the state must be {state!r}, not {breaker.state!r}"


def open_at(clock, **settings):
    """Return a breaker that opened just now."""
    breaker = breaker_of(clock, **settings)
    for _ in range(2):
        tried(breaker, fails)
    assert_state(breaker, "open", "min_calls is 2, and two calls failed")
    return breaker


# Closed


def test_a_call_returns_what_the_function_returned():
    breaker = breaker_of(Clock())
    for value in "ok", None, 0:
        got = breaker.call(lambda value=value: value)
        assert got == value, f"fn returned {value!r}, and call must too; it returned {got!r}"


@pytest.mark.parametrize("error", [OSError("down"), KeyError("no such note")])
def test_an_exception_reaches_the_caller_as_it_is(error):
    breaker = breaker_of(Clock())

    def fn():
        raise error

    for number in 1, 2:
        caught = None
        try:
            breaker.call(fn)
        except (OSError, KeyError, CircuitOpen) as raised:
            caught = raised
        assert caught is error, (
            f"fn raised {error!r}, and that very exception must come out, even of a call that "
            f"opens the breaker; out of call {number} came {caught!r}"
        )


SERIES = [
    ("F", "closed", "one call is fewer than min_calls"),
    ("FF", "open", "all of two failed"),
    ("SSFSF", "open", "of the last four half failed, though never two in a row"),
    ("SF", "open", "half of two failed, and half is enough"),
    ("FS", "open", "min_calls is reached, and half of two failed, though not the last one"),
    ("SSF", "closed", "one of three failed"),
    ("SSFF", "open", "half of four failed"),
    ("SSFSSSF", "closed", "the window holds four calls, and of the last four one failed"),
]
UNCOUNTED = [
    ("-----", "closed", "none of them counts"),
    ("F-", "closed", "only one of them counts, and min_calls is 2"),
    ("SSF-F", "open", "of four that count half failed"),
    ("SSF----F", "open", "what does not count takes no place in the window: half of four failed"),
]


def assert_series(breaker, which, series, state, because):
    """Look at the state after each call: it is closed up to the last."""
    told = f"{which}, window=4, min_calls=2, failure_rate=0.5, after"
    for place, letter in enumerate(series, 1):
        assert_state(breaker, "closed", f"{told} {series[: place - 1]!r} ({LEGEND})")
        tried(breaker, ENDINGS[letter])
    assert_state(breaker, state, f"{told} {series!r} ({LEGEND}): {because}")


def test_the_share_of_failures_among_the_last_calls_opens_it():
    for row in SERIES:
        assert_series(breaker_of(Clock()), "a new breaker", *row)


def test_what_is_neither_success_nor_failure_counts_for_nothing():
    for row in UNCOUNTED:
        assert_series(breaker_of(Clock()), "a new breaker", *row)


# Open


def test_refused_calls_do_not_prolong_the_pause():
    clock = Clock()
    breaker = open_at(clock)
    for _ in range(10):
        refusal(breaker)
        clock.later(1)
    because = "open_for=10, it opened 10 s ago, and calls refused meanwhile prolong nothing"
    assert_state(breaker, "half-open", because)


def test_an_open_breaker_refuses_and_tells_when_to_come_back():
    clock = Clock()
    breaker = open_at(clock)
    told = []
    for seconds in 0, 4, 5.5:
        clock.later(seconds)
        told.append(refusal(breaker))
    assert told == pytest.approx([10, 6, 0.5]), (
        "open_for=10, calls came 0, 4 and 9.5 s after it opened: 10, 6 and 0.5 s are left; "
        f"retry_after was {told}"
    )


def test_the_pause_begins_when_the_call_that_opened_it_ends():
    clock = Clock()
    breaker = breaker_of(clock, min_calls=1)

    def fails_late():
        clock.later(7)
        fails()

    tried(breaker, fails_late)
    got = refusal(breaker)
    assert got == pytest.approx(10), (
        f"open_for=10, and a call opened it after 7 s: 10 s are left from then; retry_after={got}"
    )


def test_the_state_follows_the_clock():
    clock = Clock()
    breaker = breaker_of(clock)
    assert_state(breaker, "closed", "it is new")
    for _ in range(2):
        tried(breaker, fails)
    for seconds, state in [(0, "open"), (9.5, "open"), (0.5, "half-open"), (99, "half-open")]:
        clock.later(seconds)
        for _ in range(2):
            assert_state(breaker, state, f"open_for=10, it opened {clock.now} s ago")


# Half-open


def test_a_probe_that_succeeds_closes_it():
    clock = Clock()
    breaker = open_at(clock)
    clock.later(10)
    got = tried(breaker, works)
    assert got == "ok", f"10 s after it opened, a call must be let through; got {got!r}"
    assert_state(breaker, "closed", "the probe succeeded")


def test_a_breaker_that_has_closed_begins_afresh():
    for row in SERIES:
        clock = Clock()
        breaker = open_at(clock)
        clock.later(10)
        tried(breaker, works)
        assert_series(breaker, "a breaker that has opened and closed again", *row)


def test_a_probe_that_fails_opens_it_for_another_pause():
    clock = Clock()
    breaker = open_at(clock)
    for delay in 10, 13:
        clock.later(delay)
        got = tried(breaker, fails)
        assert got == "OSError", f"a probe failed with OSError, which must come out; got {got!r}"
        left = refusal(breaker)
        assert left == pytest.approx(10), (
            f"open_for=10, and a probe failed just now, {delay} s after the failure before: "
            f"10 s are left; retry_after={left}"
        )


@pytest.mark.parametrize("ending", [finds_nothing, is_interrupted])
def test_after_a_probe_that_tells_nothing_the_next_call_is_the_probe(ending):
    clock = Clock()
    breaker = open_at(clock)
    clock.later(10)
    name = tried(breaker, ending)
    assert_state(breaker, "half-open", f"a probe raised {name}, neither a success nor a failure")
    got = tried(breaker, works)
    assert got == "ok", (
        f"a probe raised {name}, which tells nothing: its place is free again, and the next call "
        f"is the probe; got {got!r}"
    )
    assert_state(breaker, "closed", f"a probe raised {name}, and the next one succeeded")


# Any history


class SlowBreaker:
    """The promise for a single thread, in its plainest form."""

    def __init__(self, clock):
        self.clock = clock
        self.counted = []
        self.opened = None

    @property
    def state(self):
        if self.opened is None:
            return "closed"
        return "open" if self.clock.now < self.opened + 10 else "half-open"

    def call(self, fn):
        before = self.state
        if before == "open":
            raise CircuitOpen(self.opened + 10 - self.clock.now)
        if fn is not finds_nothing:
            self.counted = [*self.counted, fn is fails][-4:]
        if before == "half-open" and fn is works:
            self.counted, self.opened = [], None
        rate = sum(self.counted) / max(len(self.counted), 1)
        if fn is fails if before == "half-open" else len(self.counted) >= 2 and rate >= 0.5:
            self.counted, self.opened = [], self.clock.now
        return fn()

    @property
    def because(self):
        return f"{self.clock.now} s, {self.state}; failures among the calls it holds {self.counted}"


def test_every_short_history_agrees_with_a_slow_model(histories):
    names = {"Clock": Clock, "tried": tried, **{fn.__name__: fn for fn in ENDINGS.values()}}
    histories.agree(
        names | {"breaker_of": breaker_of},
        names | {"breaker_of": SlowBreaker},
        start="clock = Clock()\nbreaker = breaker_of(clock)",
        operations=[
            "tried(breaker, works)",
            "tried(breaker, fails)",
            "tried(breaker, finds_nothing)",
            "clock.later(9)",
            "clock.later(1)",
        ],
        observe=["breaker.state", "tried(breaker, works)"],
        promise="with window=4, min_calls=2, failure_rate=0.5, open_for=10 it opens and closes as "
        "the brief says",
        because="breaker.because",
    )


# Many threads

START = """
clock = Clock()
breaker = CircuitBreaker(
    window=4, min_calls=2, failure_rate=0.5, open_for=10, failures=(OSError,), clock=clock)
started, go, ended = Event(), Event(), Event()
"""
OPEN = "tried(breaker, fails); tried(breaker, fails)\n"
HALF_OPEN = OPEN + "clock.later(10)\n"


class Slow:
    """A function that fails after a second, and counts its calls."""

    def __init__(self):
        self.calls = 0

    def __call__(self):
        self.calls += 1
        time.sleep(1)
        fails()


def held(ending, started, go):
    """Return a function that says it has started, waits until it may go on, and ends as told."""

    def fn():
        started.set()
        go.wait()
        return ending()

    return fn


@pytest.fixture
def judge(interleave):
    """Judge what is seen in the end, whichever turns the threads take."""
    helpers = (Clock, Event, Slow, held, tried, works, fails, finds_nothing)

    def judge(promise, start, *threads, see, right, preemptions=2):
        interleave.always(
            {"CircuitBreaker": CircuitBreaker, **{thing.__name__: thing for thing in helpers}},
            start=START + start,
            threads=threads,
            observe=see,
            allowed=[right],
            promise=promise,
            preemptions=preemptions,
        )

    return judge


def test_calls_do_not_wait_for_each_other(judge):
    judge(
        "while one call's fn runs, another call goes through, and the state can be asked",
        "",
        "breaker.call(held(works, started, go))",
        "started.wait(); seen = breaker.call(works), breaker.state; go.set()",
        see="seen",
        right=("ok", "closed"),
        preemptions=0,
    )


def test_while_a_probe_runs_others_are_refused_and_do_not_wait(judge):
    judge(
        "while the probe's fn runs, it is half-open, and every other call is refused at once, with "
        "retry_after 0, for nobody knows how long the probe will take",
        HALF_OPEN,
        "breaker.call(held(works, started, go))",
        "started.wait()\n"
        "state = breaker.state\n"
        "seen = [tried(breaker, works), tried(breaker, fails)]\n"
        "clock.later(99)\n"
        "seen.append(tried(breaker, works))\n"
        "go.set()",
        see="state, seen, breaker.state",
        right=("half-open", ["CircuitOpen(0)"] * 3, "closed"),
        preemptions=0,
    )


def test_of_two_calls_at_once_one_is_the_probe(judge):
    judge(
        "half-open, two calls come at once: one is the probe, and it fails; the other is refused",
        HALF_OPEN + "fn = Slow()",
        "tried(breaker, fn)",
        "tried(breaker, fn)",
        see="fn.calls, breaker.state",
        right=(1, "open"),
    )


def test_of_two_failures_at_once_both_count(judge):
    judge(
        "min_calls is 2, and two calls fail at once: both raise OSError, and it opens",
        "",
        "one = tried(breaker, fails)",
        "two = tried(breaker, fails)",
        see="one, two, breaker.state",
        right=("OSError", "OSError", "open"),
    )


def test_the_state_can_be_asked_while_it_changes(judge):
    judge(
        "a probe closes the breaker, and whoever asks meanwhile is told half-open or closed",
        HALF_OPEN,
        "breaker.call(works)",
        "seen = breaker.state",
        see="seen in ('half-open', 'closed')",
        right=True,
    )


PROBE = """
def probe():
    go.set()
    ended.wait()
    return tried(breaker, works)
seen = breaker.call(probe)
"""
LATE = {
    "open": (OPEN + "go.set()", "breaker.state", "open"),
    "half-open": (HALF_OPEN + "go.set()", "breaker.state", "half-open"),
    "probing": (HALF_OPEN + PROBE, "seen, breaker.state", ("CircuitOpen(0)", "closed")),
    "closed again": (
        HALF_OPEN + "breaker.call(works); go.set()",
        "breaker.state, tried(breaker, fails), breaker.state",
        ("closed", "OSError", "closed"),
    ),
}


@pytest.mark.parametrize("moment", LATE)
def test_a_call_from_before_it_opened_comes_too_late_to_count(judge, moment):
    meanwhile, see, right = LATE[moment]
    for ending in works, fails, finds_nothing:
        judge(
            "T1's call was let through before the breaker opened and ended after, when it was "
            f"{moment}: it {ending.__name__.replace('_', ' ')}, and that must count for nothing",
            "",
            f"tried(breaker, held({ending.__name__}, started, go)); ended.set()",
            "started.wait()\n" + meanwhile,
            see=see,
            right=right,
            preemptions=0,
        )


# The rest


BAD = [
    {"min_calls": 0},
    {"min_calls": 5},
    {"window": 0, "min_calls": 0},
    {"failure_rate": 0},
    {"failure_rate": 1.01},
    {"open_for": 0},
]


def test_settings_that_make_no_sense_are_refused():
    for settings in BAD:
        try:
            got = breaker_of(Clock(), **settings)
        except ValueError as error:
            got = error
        assert isinstance(got, ValueError), (
            f"{settings}, the others being window=4, min_calls=2, failure_rate=0.5, open_for=10, "
            f"must raise ValueError; got {got!r}"
        )


def test_settings_may_be_at_their_limits():
    breaker = breaker_of(Clock(), window=1, min_calls=1, failure_rate=1, open_for=0.5)
    tried(breaker, works)
    assert_state(breaker, "closed", "window=1, min_calls=1, failure_rate=1, and a call succeeded")
    tried(breaker, fails)
    assert_state(breaker, "open", "window=1, min_calls=1, failure_rate=1, and the last call failed")


def test_a_service_that_is_down_is_left_alone():
    clock, down = Clock(), [True]
    with serve(lambda request: Reset() if down else Response(404)) as server:
        client = server.client()
        breaker = CircuitBreaker(
            window=4,
            min_calls=2,
            failure_rate=0.5,
            open_for=10,
            failures=(httpx.TransportError,),
            clock=clock,
        )

        def asked():
            try:
                return breaker.call(lambda: client.get("/notes/7").status_code)
            except httpx.TransportError:
                return "no answer"
            except CircuitOpen:
                return "refused"

        got = [asked() for _ in range(5)]
        down.clear()
        clock.later(10)
        got += [asked(), breaker.state, len(server.requests)]
    assert got == ["no answer"] * 2 + ["refused"] * 3 + [404, "closed", 3], (
        "a real server reset two connections, and three more calls were not to reach it; 10 s "
        "later it answers 404, an answer as any other, so the breaker closes, and the server has "
        f"seen 3 requests; what the calls came to, the state, the number of requests: {got}"
    )
