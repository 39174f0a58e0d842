import gc
import weakref
from fractions import Fraction
from itertools import product

import pytest

from dojo.kit.http import Request, Response
from dojo.kit.servers.http import serve
from katas.microservices.token_bucket_limiter import TokenBucketLimiter, limited

SECOND = 1_000_000_000
HOUR = 3600 * SECOND
START = 1_700_000_000 * SECOND + 1
"""So late that a float does not tell two nanoseconds apart."""


class Clock:
    def __init__(self, now=0):
        self.now = now

    def __call__(self):
        return self.now

    def later(self, nanoseconds):
        self.now += nanoseconds


@pytest.fixture
def clock():
    return Clock(START)


def limiter_of(clock, *, rate=1, per=10, burst=1):
    return TokenBucketLimiter(rate=rate, per=per, burst=burst, clock=clock)


def take(limiter, key="ann", cost=1):
    """Return the decision as a plain tuple: allowed, remaining, retry_after."""
    decision = limiter.take(key, cost)
    assert isinstance(decision, tuple), f"take({key!r}) must return a Decision, not {decision!r}"
    return tuple(decision)


def takes(limiter, count):
    """Return which of so many calls in a row were allowed."""
    return [take(limiter)[0] for _ in range(count)]


# One bucket


def test_a_burst_passes_at_once(clock):
    limiter = limiter_of(clock, burst=5)
    for left in 4, 3, 2, 1, 0:
        got = take(limiter)
        right = True, left, 0
        assert got == right, (
            f"burst 5, and a bucket begins full: call {5 - left} gives (allowed, remaining, "
            f"retry_after) = {right}, not {got}"
        )
    got = take(limiter)[:2]
    assert got == (False, 0), f"burst 5: a sixth call at once is refused and 0 remain, not {got}"


def test_a_call_takes_as_many_tokens_as_it_costs(clock):
    limiter = limiter_of(clock, burst=5)
    got = [take(limiter, cost=cost)[:2] for cost in (3, 3, 2, 1)]
    assert got == [(True, 2), (False, 2), (True, 0), (False, 0)], (
        f"of 5 tokens come calls that cost 3, 3, 2 and 1: (allowed, remaining) was {got}"
    )


def test_tokens_run_in_evenly(clock):
    clock.later(99)
    limiter = limiter_of(clock, rate=5, per=1000, burst=5)
    takes(limiter, 5)
    got = []
    for _ in range(6):
        clock.later(200)
        got += takes(limiter, 2)
    assert got == [True, False] * 6, (
        "5 tokens per 1000 ns run in evenly, one each 200 ns; the bucket was emptied, then came "
        f"two calls each 200 ns, and the first of two is allowed; got {got}"
    )


def test_a_refused_call_takes_nothing(clock):
    limiter = limiter_of(clock, rate=1, per=10, burst=2)
    takes(limiter, 2)
    clock.later(9)
    got = takes(limiter, 3)
    clock.later(1)
    got += takes(limiter, 1)
    assert got == [False] * 3 + [True], (
        "rate 1 per 10 ns, the bucket was emptied, and 9 ns later came three calls: they are "
        f"refused and take nothing, so a nanosecond later there is a token; got {got}"
    )


def test_a_bucket_saves_no_more_than_a_burst(clock):
    limiter = limiter_of(clock, rate=1, per=SECOND, burst=3)
    takes(limiter, 2)
    clock.later(HOUR)
    got = takes(limiter, 5)
    assert got == [True] * 3 + [False] * 2, (
        f"a bucket of 3 tokens, and nobody came for an hour: it holds 3, not more; got {got}"
    )


def test_what_finds_no_room_is_lost(clock):
    limiter = limiter_of(clock, rate=1, per=10, burst=2)
    takes(limiter, 1)
    clock.later(19)
    got = takes(limiter, 2)
    got += [take(limiter)]
    assert got == [True, True, (False, 0, 10)], (
        "rate 1 per 10 ns, burst 2, one token taken, and 19 ns later two more: it was full after "
        f"10 ns, and of the other 9 nothing is left, so the next takes 10 ns; got {got}"
    )


def test_no_fraction_of_a_token_is_lost(clock):
    for per in 10, 49:
        limiter = limiter_of(clock, rate=3, per=per, burst=2)
        takes(limiter, 2)
        allowed = 0
        for _ in range(5 * per):
            clock.later(1)
            allowed += sum(takes(limiter, 1))
        assert allowed == 15, (
            f"3 tokens per {per} ns, and for {5 * per} ns a call each ns: 15 tokens have run in to "
            f"the nanosecond, though each brings a fraction; {allowed} calls were allowed"
        )


# When to come back


def test_whoever_is_refused_is_told_when_to_come_back(clock):
    limiter = limiter_of(clock, rate=2, per=20, burst=2)
    takes(limiter, 2)
    got = [take(limiter)]
    clock.later(7)
    got += [take(limiter)]
    assert got == [(False, 0, 10), (False, 0, 3)], (
        "2 tokens per 20 ns: one takes 10 ns, after 7 of them 3 are left; (allowed, remaining, "
        f"retry_after) was {got}"
    )


def test_the_wait_is_for_all_that_the_call_costs(clock):
    limiter = limiter_of(clock, rate=1, per=10, burst=5)
    take(limiter, cost=4)
    got = [take(limiter, cost=cost)[2] for cost in (2, 3, 5)]
    assert got == [10, 20, 40], (
        "1 token per 10 ns, and 1 is there: calls that cost 2, 3 and 5 must wait for 1, 2 and 4 "
        f"tokens, 10, 20 and 40 ns; retry_after was {got}"
    )


@pytest.mark.parametrize(("rate", "per"), [(3, 10), (7, 1), (1_000_003, 31 * 24 * HOUR)])
def test_it_is_allowed_just_when_it_was_told(clock, rate, per):
    limiter = limiter_of(clock, rate=rate, per=per, burst=2)
    told = f"{rate} tokens per {per} ns"
    for cost in 1, 2:
        take(limiter)
        take(limiter)
        wait = take(limiter, cost=cost)[2]
        right = -(-cost * per // rate)
        assert wait == right, (
            f"{told}, the bucket is empty: {cost} takes {right} ns, rounded up; got {wait}"
        )
        clock.later(wait - 1)
        got = take(limiter, cost=cost)
        assert got[::2] == (False, 1), (
            f"{told}, retry_after was {wait} ns: a nanosecond earlier, it is refused and has 1 ns "
            f"left; (allowed, remaining, retry_after) was {got}"
        )
        clock.later(1)
        got = take(limiter, cost=cost)
        assert got[0], f"{told}, retry_after was {wait} ns, and then it is allowed; got {got}"
        clock.later(2 * per)


# Many keys


def test_each_key_has_a_bucket_of_its_own(clock):
    limiter = limiter_of(clock, burst=1)
    got = [take(limiter, key)[0] for key in ("ann", "bob", "", "ann", "bob")]
    assert got == [True, True, True, False, False], (
        f"burst 1, calls of ann, bob, '', ann, bob: the last two are one too many; got {got}"
    )


def test_full_buckets_are_swept_out(clock):
    limiter = limiter_of(clock, rate=1, per=10, burst=3)
    for key, cost in ("ann", 1), ("bob", 2), ("eve", 3):
        take(limiter, key, cost)
    got = []
    for delay in 0, 9, 1, 9, 1, 9, 1:
        clock.later(delay)
        got.append(limiter.sweep())
    assert got == [3, 3, 2, 2, 1, 1, 0], (
        "1 token per 10 ns; ann, bob and eve took 1, 2 and 3 and are full again after 10, 20 and "
        f"30 ns; at 0, 9, 10, 19, 20, 29 and 30 ns, sweep() returned {got}"
    )


def test_a_sweep_gives_no_tokens_away(clock):
    limiter = limiter_of(clock, rate=1, per=10, burst=3)
    take(limiter, "ann", cost=3)
    clock.later(29)
    limiter.sweep()
    got = take(limiter, "ann", cost=3)
    assert got == (False, 2, 1), (
        "1 token per 10 ns, ann took all 3, and 29 ns later, after a sweep, 2.9 are there: "
        f"(allowed, remaining, retry_after) = {got}"
    )


def test_a_key_that_was_swept_out_is_kept_nowhere(clock):
    class Key(str):
        """A string that can be watched."""

    limiter = limiter_of(clock, per=10)
    key = Key("ann")
    take(limiter, key)
    clock.later(10)
    limiter.sweep()
    kept = weakref.ref(key)
    del key
    gc.collect()
    assert kept() is None, "after sweep() forgot a key, something of the limiter still holds it"


# Any history


class Gcra:
    """The same limit without a bucket: a key has the time at which it will be idle again."""

    def __init__(self, *, rate, per, burst, clock):
        self.step, self.burst, self.clock = Fraction(per, rate), burst, clock
        self.idle = {}

    def take(self, key, cost=1):
        ahead = max(self.idle.get(key, 0) - self.clock.now, 0)
        wait = ahead + (cost - self.burst) * self.step
        if wait > 0:
            return False, int(self.burst - ahead / self.step), -int(-wait // 1)
        ahead += cost * self.step
        self.idle[key] = self.clock.now + ahead
        return True, int(self.burst - ahead / self.step), 0

    def sweep(self):
        self.idle = {key: idle for key, idle in self.idle.items() if idle > self.clock.now}
        return len(self.idle)

    @property
    def because(self):
        tokens = {key: self.tokens(idle) for key, idle in self.idle.items()}
        return f"at {self.clock.now} ns the buckets hold {tokens or 'all that they can'}"

    def tokens(self, idle):
        return str(self.burst - max(idle - self.clock.now, 0) / self.step)


@pytest.mark.parametrize(("rate", "per", "burst"), [(2, 3, 2), (3, 10, 3)])
def test_every_short_history_agrees_with_gcra(histories, rate, per, burst):
    histories.agree(
        {"Limiter": TokenBucketLimiter, "Clock": Clock},
        {"Limiter": Gcra, "Clock": Clock},
        start=f"clock = Clock({START})\n"
        f"limiter = Limiter(rate={rate}, per={per}, burst={burst}, clock=clock)",
        operations=[
            "tuple(limiter.take('ann'))",
            f"tuple(limiter.take('ann', {burst}))",
            "clock.later(1)",
            f"clock.later({per - 1})",
            "limiter.sweep()",
        ],
        promise=f"{rate} tokens per {per} ns, {burst} at most: what a call is told follows from it",
        because="limiter.because",
    )


# Wrong values


def test_a_limit_that_makes_no_sense_is_refused(clock):
    for name, value in product(("rate", "per", "burst"), (0, -1)):
        try:
            limiter_of(clock, **{name: value})
        except ValueError:
            continue
        pytest.fail(f"{name}={value} is less than 1, so the limiter must raise ValueError")


def test_a_cost_that_can_never_be_paid_is_refused(clock):
    limiter = limiter_of(clock, burst=3)
    take(limiter)
    for cost in 4, 0, -1:
        try:
            got = limiter.take("ann", cost)
        except ValueError:
            continue
        pytest.fail(f"burst 3: take('ann', {cost}) must raise ValueError; it returned {got!r}")
    got = take(limiter, cost=2)
    assert got[0], f"burst 3, 1 was taken, and what raised took nothing: 2 must be there; got {got}"


# Many threads


@pytest.fixture
def judge(interleave):
    """Judge what two threads get of a bucket of one token, whichever turns they take."""

    def judge(promise, *threads, start, right):
        interleave.always(
            {"Limiter": TokenBucketLimiter, "Clock": Clock},
            start="got = []\n"
            "clock = Clock()\n"
            f"limiter = Limiter(rate=1, per=10, burst=1, clock=clock)\n{start}",
            threads=threads,
            observe="sorted(got)",
            allowed=[right],
            promise=promise,
        )

    return judge


def test_the_last_token_goes_to_one_of_two_threads(judge):
    judge(
        "two threads want the last token: one gets it, the other is refused",
        "got.append(limiter.take('ann').allowed)",
        "got.append(limiter.take('ann').allowed)",
        start="",
        right=[False, True],
    )


def test_a_sweep_forgets_no_token_that_is_taken_meanwhile(judge):
    judge(
        "a bucket is full when a sweep comes, and its one token is taken meanwhile: it is not full "
        "any more, so the next call is refused",
        "limiter.sweep()",
        "got.append(limiter.take('ann').allowed); got.append(limiter.take('ann').allowed)",
        start="limiter.take('ann')\nclock.later(10)",
        right=[False, True],
    )


# In front of a handler


def user(request):
    return request.headers.get("User")


def asks(name, target="/"):
    return Request("GET", target, {"User": name})


def answer(handle, request):
    got = handle(request)
    assert isinstance(got, Response), f"a handler must return a Response, not {got!r}"
    return got


def test_what_is_allowed_is_answered_by_the_handler(clock):
    seen = []
    answers = [Response(200, {"A": "b"}, b"ok"), Response(404), Response(429, {}, b"mine")]

    def handle(request):
        seen.append(request)
        return answers[len(seen) - 1]

    limiter = limiter_of(clock, burst=3)
    front = limited(handle, limiter, user)
    for number, right in enumerate(answers):
        request = asks("ann", f"/{number}")
        got = answer(front, request)
        assert got == right, f"a request that is allowed gets the handler's {right}, not {got}"
        assert seen[number:] == [request], (
            f"a request that is allowed reaches the handler, once and as it is: {request} "
            f"became {seen[number:]}"
        )
    got = take(limiter)
    assert not got[0], f"burst 3, and three requests took a token each; a fourth was there: {got}"


def test_what_is_refused_does_not_reach_the_handler(clock):
    seen = []

    def handle(request):
        seen.append(request.target)
        return Response(200)

    front = limited(handle, limiter_of(clock, burst=1), user)
    got = [answer(front, asks("ann", target)).status for target in ("/1", "/2", "/3")]
    assert got == [200, 429, 429], f"burst 1 and three requests: 200, 429, 429, not {got}"
    assert seen == ["/1"], f"the first alone was allowed; the handler had to work for {seen}"


@pytest.mark.parametrize(
    ("nanoseconds", "seconds"), [(1, 1), (SECOND, 1), (SECOND + 1, 2), (HOUR, 3600)]
)
def test_retry_after_is_in_whole_seconds_and_rounded_up(clock, nanoseconds, seconds):
    limiter = limiter_of(clock, per=nanoseconds)
    front = limited(lambda _: Response(200), limiter, user)
    answer(front, asks("ann"))
    got = answer(front, asks("ann"))
    sent = got.headers.get("Retry-After")
    assert (got.status, sent) == (429, str(seconds)), (
        f"there will be a token in {nanoseconds} ns, so a 429 must say Retry-After: {seconds}, "
        f"the first whole second at which it does not come in vain; it was {got.status} and {sent}"
    )


def test_each_request_is_charged_to_its_key_and_none_to_nobody(clock):
    front = limited(lambda _: Response(200), limiter_of(clock), user)
    names = ["ann", "bob", "", "ann", "bob", ""]
    got = [answer(front, asks(name)).status for name in names]
    assert got == [200] * 3 + [429] * 3, f"burst 1, requests of {names}: they were answered {got}"
    probes = [answer(front, Request("GET", "/health")).status for _ in range(5)]
    assert probes == [200] * 5, (
        f"burst 1, and five requests whose key is None: none is limited; they got {probes}"
    )


def test_a_client_that_comes_back_as_it_was_told_is_served(clock):
    limiter = limiter_of(clock, rate=2, per=3 * SECOND, burst=2)
    seen = []
    with serve(limited(lambda _: Response(200, {}, b"hello"), limiter, user)) as server:
        client = server.client(headers={"User": "ann"})
        for _ in range(8):
            got = client.get("/")
            seen.append((got.status_code, got.headers.get("Retry-After")))
            clock.later(int(got.headers.get("Retry-After", 0)) * SECOND)
    right = [(200, None), *[(200, None), (429, "2"), (200, None), (429, "1")] * 2][:8]
    assert seen == right, (
        "over a socket, a token each 1.5 s, burst 2, and a client that waits as Retry-After says: "
        f"(status, Retry-After) must be {right}, not {seen}"
    )
