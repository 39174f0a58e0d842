import time
from collections import deque

import pytest
import redis

from dojo.kit.racers import PATIENCE, Racer
from dojo.kit.redis_pauses import Pause
from katas.redis.rate_limiter import RateLimiter

WINDOW = 3_600_000
"""So long that nothing expires in real time while a test runs."""
START = 999_999_990_000
"""Times get a digit more within a window."""
COMMANDS = 20
"""At most so many of those that a hit sends are looked at."""


class Crash(BaseException):
    """The process dies."""


class SlowLimiter:
    """A limiter as one would write it for a single process."""

    def __init__(self, limit, clock):
        self.limit, self.clock = limit, clock
        self.hits = deque()

    def hit(self):
        now = self.clock.now
        while self.hits and self.hits[0] <= now - WINDOW:
            self.hits.popleft()
        if len(self.hits) == self.limit:
            return False, 0, self.hits[0] + WINDOW - now
        self.hits.append(now)
        return True, self.limit - len(self.hits), 0

    @property
    def because(self):
        return f"at {self.clock.now} ms the hits that count are those at {list(self.hits)}"


class Time:
    def __init__(self, now=0):
        self.now = now

    def __call__(self):
        return self.now

    def later(self, milliseconds):
        self.now += milliseconds


@pytest.fixture
def now():
    """The clock of all processes."""
    return Time(START)


@pytest.fixture
def limiter_of(rds, now):
    """Return what makes the limiter of one more process."""

    def make(limit, client=None, window=WINDOW, clock=now):
        return RateLimiter(client or rds.connect(), limit=limit, window=window, clock=clock)

    return make


def hit(limiter, key="ann"):
    """Return the decision as a plain tuple: allowed, remaining, retry_after."""
    try:
        decision = limiter.hit(key)
    except redis.RedisError as error:
        pytest.fail(f"hit({key!r}) must return a Decision; it raised {error!r}")
    assert isinstance(decision, tuple), f"hit({key!r}) must return a Decision; got {decision!r}"
    return tuple(decision)


def hits(limiter, count):
    return [hit(limiter) for _ in range(count)]


def allowed(decisions):
    return [decision[0] for decision in decisions]


def assert_all_expire(rds, what):
    eternal = [key for key, left in rds.ttls().items() if left == -1]
    assert not eternal, f"{what}, and these keys will never expire: {eternal}"


def size(rds):
    """Return how many bytes it takes to write down all that the server stores."""
    return sum(len(rds.client.dump(key)) for key in rds.client.scan_iter())


@pytest.mark.parametrize("limit", [1, 3, 12])
def test_hits_are_allowed_up_to_the_limit(limiter_of, limit):
    limiter = limiter_of(limit)
    for number in range(1, limit + 1):
        got = hit(limiter)
        assert got == (True, limit - number, 0), (
            f"hit {number} of a limit of {limit} must be allowed, {limit - number} remain; got "
            f"(allowed, remaining, retry_after) = {got}"
        )
    got = hit(limiter)
    assert got[:2] == (False, 0), (
        f"after {limit} hits of a limit of {limit} the next must be refused, 0 remain; got {got}"
    )


def test_whoever_is_refused_is_told_when_the_oldest_hit_leaves(limiter_of, now):
    limiter = limiter_of(2)
    hit(limiter)
    now.later(10_000)
    hit(limiter)
    now.later(5_000)
    got = hit(limiter)
    assert got == (False, 0, WINDOW - 15_000), (
        f"limit 2, hits 15 s and 5 s ago: the older leaves in {WINDOW - 15_000} ms, and that is "
        f"retry_after; got (allowed, remaining, retry_after) = {got}"
    )


def test_a_hit_counts_for_one_window_to_the_millisecond(limiter_of, now):
    limiter = limiter_of(1)
    hit(limiter, "ann")
    hit(limiter, "bob")
    now.later(WINDOW - 1)
    got = hit(limiter, "ann")
    assert got == (False, 0, 1), (
        f"limit 1: {WINDOW - 1} ms after a hit it counts for 1 ms more; got {got}"
    )
    now.later(1)
    got = hit(limiter, "bob")
    assert got == (True, 0, 0), f"limit 1: {WINDOW} ms after a hit it counts no more; got {got}"


def test_hits_of_one_millisecond_all_count(limiter_of):
    got = allowed(hits(limiter_of(3), 5))
    assert got == [True] * 3 + [False] * 2, (
        f"five hits in the same millisecond and a limit of 3: the first three; got {got}"
    )


def test_a_refused_hit_does_not_count(limiter_of, now):
    limiter = limiter_of(2)
    hits(limiter, 2)
    now.later(WINDOW - 1)
    hits(limiter, 5)
    now.later(1)
    got = allowed(hits(limiter, 3))
    assert got == [True, True, False], (
        "limit 2: five hits were refused, and 1 ms later the two allowed ones had left: two "
        f"more must be allowed and a third not; got {got}"
    )


@pytest.mark.parametrize("start", [0, START])
def test_the_window_slides(limiter_of, now, start):
    now.now = start
    limiter = limiter_of(3)
    hit(limiter)
    now.later(WINDOW - 1)
    hits(limiter, 2)
    now.later(1)
    got = allowed(hits(limiter, 3))
    assert got == [True, False, False], (
        f"limit 3, hits at {start} ms (one), {now.now - 1} (two) and {now.now} (three): of these "
        f"last three one has room, as only the first hit is {WINDOW} ms old; got {got}"
    )


def test_each_key_has_its_own_limit(limiter_of):
    limiter = limiter_of(1)
    got = [hit(limiter, key) for key in ("ann", "bob", "ann:1", "ann", "bob")]
    assert allowed(got) == [True, True, True, False, False], (
        f"limit 1 and hits of ann, bob, ann:1, ann, bob: the last two are one too many; got {got}"
    )


def test_short_histories_agree_with_a_limiter_for_one_process(rds, histories):
    count = 0

    def fresh(model):
        nonlocal count
        count += 1
        clock = Time()
        if model:
            return SlowLimiter(2, clock), clock
        right = RateLimiter(rds.client, limit=2, window=WINDOW, clock=clock)
        key = f"key {count}"

        class Subject:
            def hit(self):
                return hit(right, key)

        return Subject(), clock

    histories.agree(
        {"limiter_with_limit_2": lambda: fresh(model=False)},
        {"limiter_with_limit_2": lambda: fresh(model=True)},
        start="limiter, clock = limiter_with_limit_2()",
        operations=["limiter.hit()", "clock.later(1)", f"clock.later({WINDOW - 1})"],
        promise="in no window of time may more than 2 hits be allowed, nor fewer for no reason",
        because="limiter.because",
    )


def test_processes_share_the_limit(limiter_of, now):
    one, other = limiter_of(2), limiter_of(2)
    got = []
    for limiter in (one, other, one, other):
        got.append(hit(limiter)[0])
        now.later(1)
    assert got == [True, True, False, False], (
        f"limit 2, and two processes take turns: two hits in all may pass; got {got}"
    )


def test_hits_of_two_processes_in_one_millisecond_both_count(limiter_of):
    one, other = limiter_of(2), limiter_of(2)
    got = [hit(one), hit(other), hit(one)]
    assert got[:2] == [(True, 1, 0), (True, 0, 0)], (
        "limit 2: two processes hit in the same millisecond, so 1 and then 0 remain; got "
        f"(allowed, remaining, retry_after) = {got[:2]}"
    )
    assert got[2][0] is False, f"limit 2: a third hit in that millisecond was allowed: {got[2]}"


def test_of_hits_at_once_one_gets_the_last_place(rds, now):
    def job(client):
        return hit(RateLimiter(client, limit=1, window=WINDOW, clock=now))

    got = rds.race(job, job, job)
    for outcome in got:
        if isinstance(outcome, BaseException):
            raise outcome
    assert sum(allowed(got)) == 1, (
        "three processes hit at once and the limit is 1: one of them must be allowed; got "
        f"(allowed, remaining, retry_after) = {got}"
    )


def interrupted(process, numbers, early, late, key):
    """Let `early` hit, and `late` hit just before these of the commands that the first sends.

    Return the first decision, and the others: fewer than numbers if there were fewer commands.
    """
    others = []

    def let_the_other_hit():
        if "waits" in others:
            return
        racer = Racer(lambda limiter: hit(limiter, key), late)
        racer.start()
        racer.join(PATIENCE)
        others.append("waits" if racer.is_alive() else racer.outcome)

    process.arm(let_the_other_hit, numbers)
    first = hit(early, key)
    assert "waits" not in others, (
        f"a process paused before command {numbers[0]} of its hit, and another one that hit "
        "meanwhile had to wait for it"
    )
    for other in others:
        if isinstance(other, BaseException):
            raise other
    return first, others


@pytest.mark.parametrize("limit", [1, 2])
def test_a_process_may_pause_before_any_command(rds, limiter_of, limit):
    process = Pause(rds)
    early, late = limiter_of(limit, process.client), limiter_of(limit)
    hit(early, "warm up")
    for number in range(1, COMMANDS):
        first, others = interrupted(process, [number], early, late, f"key {number}")
        if not others:
            break
        got = allowed([first, *others])
        assert sum(got) == limit, (
            f"limit {limit}: a process paused before command {number} of its hit, another one hit "
            f"meanwhile, then it went on: {limit} of the two must be allowed; got {got}"
        )


def test_others_may_hit_before_every_command(rds, limiter_of):
    process = Pause(rds)
    early, late = limiter_of(31, process.client), limiter_of(31)
    hit(early, "warm up")
    first, others = interrupted(process, range(1, 31), early, late, "ann")
    assert first[0] is True, (
        f"limit 31: while a process dealt with a hit, there were {len(others)} hits of others, so "
        f"that it had room; got {first}"
    )


def test_a_refused_hit_does_not_count_even_for_a_moment(rds, limiter_of):
    process = Pause(rds)
    before = limiter_of(1, clock=Time(0))
    early = limiter_of(1, process.client, clock=Time(WINDOW - 1))
    late = limiter_of(1, clock=Time(WINDOW))
    hit(early, "warm up")
    for number in range(1, COMMANDS):
        key = f"key {number}"
        hit(before, key)
        _, others = interrupted(process, [number], early, late, key)
        if not others:
            break
        assert others == [(True, 0, 0)], (
            f"limit 1, a hit at 0 ms; a second at {WINDOW - 1}, to be refused, paused before its "
            f"command {number}; a third at {WINDOW}, when the first had left, must be allowed; got "
            f"{others[0]}"
        )


def test_a_key_expires_a_window_after_its_last_hit(rds, limiter_of, now):
    window = WINDOW + 999
    limiter = limiter_of(2, window=window)
    hit(limiter)
    assert_all_expire(rds, "there was a hit")
    for key in rds.client.scan_iter():
        rds.client.pexpire(key, window // 2)
    now.later(window // 2)
    began = time.monotonic()
    second = hit(limiter)
    after_second = rds.ttls()
    took = (time.monotonic() - began) * 1000
    assert second == (True, 0, 0), (
        f"limit 2: the second hit must be allowed and 0 remain; got {second}"
    )
    assert_all_expire(rds, "there were two hits")
    left = max(after_second.values(), default=0)
    assert left >= window - took - 2, (
        f"half a window after the first hit came a second: for it, something must stay for "
        f"{window} ms more; {after_second} says in how many ms the keys expire"
    )
    assert left <= window + 1000, (
        f"after a hit, nothing need stay longer than {window} ms; {after_second}"
    )
    hit(limiter)
    after_refusal = rds.ttls()
    assert all(0 < left <= window + 1000 for left in after_refusal.values()), (
        f"a refused hit leaves keys that expire within {window} ms; {after_refusal}"
    )


def test_a_process_may_die_before_any_command(rds, limiter_of):
    def die():
        raise Crash

    for number in range(1, COMMANDS):
        process = Pause(rds)
        limiter = limiter_of(1, process.client)
        hit(limiter, "warm up")
        process.arm(die, [number])
        try:
            hit(limiter, f"key {number}")
        except Crash:
            assert_all_expire(rds, f"a process died before command {number} of its hit")
        else:
            break


def test_refused_hits_are_not_stored(rds, limiter_of, now):
    limiter = limiter_of(10)
    hits(limiter, 10)
    before = size(rds)
    for _ in range(100):
        now.later(1)
        hit(limiter)
    after = size(rds)
    assert after < 2 * before, (
        f"limit 10: ten hits take {before} bytes, and with 100 refused ones {after}: what is "
        "refused must not be stored"
    )


def test_hits_that_count_no_more_are_not_kept(rds, limiter_of, now):
    limiter = limiter_of(10)
    for number in range(1, 101):
        hit(limiter)
        now.later(WINDOW // 10)
        if number == 10:
            before = size(rds)
    after = size(rds)
    assert after < 2 * before, (
        f"limit 10, a hit each tenth of a window: after ten hits {before} bytes are stored, after "
        f"a hundred {after}, though only ten count: the others must go while the key is in use"
    )


def test_the_server_may_forget_its_scripts(rds, limiter_of):
    limiter = limiter_of(2)
    hit(limiter)
    rds.client.script_flush()
    try:
        got = tuple(limiter.hit("ann"))
    except redis.RedisError as error:
        got = type(error).__name__
    assert got == (True, 0, 0), (
        "limit 2: after SCRIPT FLUSH, as after a restart, the second hit must be allowed; got "
        f"{got}"
    )


@pytest.mark.parametrize(("limit", "window"), [(0, 1), (-1, 1), (1, 0), (1, -1)])
def test_a_limit_or_window_below_one_is_refused(limiter_of, limit, window):
    try:
        got = limiter_of(limit, window=window)
    except ValueError as error:
        got = error
    assert isinstance(got, ValueError), (
        f"limit={limit} and window={window} must raise ValueError; got {got!r}"
    )


def test_a_window_may_be_one_millisecond(limiter_of):
    got = hit(limiter_of(1, window=1))
    assert got == (True, 0, 0), f"limit=1 and window=1: a first hit must be allowed; got {got}"
