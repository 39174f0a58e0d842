import threading

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from dojo.kit.racers import PATIENCE, Racer, line_up, outcomes
from dojo.kit.redis_pauses import Pause, pauses
from katas.redis.cache_aside import Cache

TTL, NEGATIVE_TTL, LOCK_TTL = 3_600_000, 600_000, 60_000
"""So long that nothing expires in real time while a test runs."""
JITTER = 0.25
COMMANDS = 60
"""No process sends as many without waiting, but one that looks again and again."""
VALUES = [b"Ann", b"", None, b"\x00\xff\r\n"]
WAITS = "no answer yet: it waits"


class Waits(BaseException):
    """Ends the `get` of a process that waits for the load of another."""


class Crash(BaseException):
    """The process dies."""


class BrokenError(Exception):
    """What our loader raises, and nobody else."""


class Source:
    """The loader of all processes, in front of which the cache stands."""

    def __init__(self, answer):
        self.answer = answer
        self.loads = 0
        self.meanwhile = None
        """Called once, by the next load, when it has read its answer and not yet returned it."""

    def __call__(self, key):
        self.loads += 1
        answer = self.answer
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        if isinstance(answer, Exception):
            raise answer
        return answer


class Flight(Racer):
    """A process that gets "ann" and is in its loader, in a thread, until told to land."""

    def __init__(self, cache, source):
        super().__init__(lambda cache: cache.get("ann"), cache)
        self._is_loading, self._may_land = threading.Event(), threading.Event()
        source.meanwhile = self._hold
        line_up(self, self._is_loading.is_set)
        assert self._is_loading.is_set(), (
            f"nobody else loads 'ann', so a get must call the loader; it came to {self.outcome!r}"
        )

    def _hold(self):
        self._is_loading.set()
        self._may_land.wait(PATIENCE)

    def land(self):
        """Let the loader return; return what came of the get."""
        self._may_land.set()
        [outcome] = outcomes([self])
        return outcome


def would_wait():
    raise Waits


def never_waits():
    pytest.fail(f"a process sent {COMMANDS} commands and never called wait(): it spins")


def cache_of(rds, source, client=None, wait=would_wait):
    """Return the cache of one more process."""
    if client is None:
        process = Pause(rds, [COMMANDS])
        process.arm(never_waits)
        client = process.client
    return Cache(
        client,
        source,
        ttl_ms=TTL,
        negative_ttl_ms=NEGATIVE_TTL,
        jitter=JITTER,
        lock_ttl_ms=LOCK_TTL,
        wait=wait,
    )


def got(cache, key="ann"):
    """Return what `get` returns or raises, or that it waits."""
    try:
        return cache.get(key)
    except Waits:
        return WAITS
    except (BrokenError, redis.RedisError) as error:
        return error


def assert_all_expire(rds, what):
    eternal = [key for key, left in rds.ttls().items() if left == -1]
    assert not eternal, f"{what}, and these keys will never expire: {eternal}"


# Hits and misses


def test_a_miss_returns_what_the_loader_returns(rds):
    asked = []
    answer = got(cache_of(rds, lambda key: asked.append(key) or b"Ann"))
    assert asked == ["ann"], (
        f"Redis is empty: get('ann') must call loader('ann') once; it was called with {asked}"
    )
    assert answer == b"Ann", f"the loader returned b'Ann', and get {answer!r}"


@pytest.mark.parametrize("value", VALUES)
def test_what_one_process_loaded_is_there_for_all(rds, value):
    source = Source(value)
    answers = [got(cache_of(rds, source)) for _ in range(3)]
    assert source.loads == 1, (
        f"the loader returned {value!r}; three processes got 'ann' one after another, and the "
        f"loader was called {source.loads} times; Redis has these keys and TTLs: {rds.ttls()}"
    )
    assert answers == [value] * 3, f"{value!r} was loaded; three processes got {answers}"


def test_no_value_is_mistaken_for_none(rds):
    got(cache_of(rds, Source(None)))
    stored = []
    for key in rds.client.scan_iter():
        is_hash = rds.client.type(key) == b"hash"
        stored += rds.client.hvals(key) if is_hash else [rds.client.get(key)]
    for number, value in enumerate(stored):
        cache = cache_of(rds, Source(value))
        answers = [got(cache, f"key {number}") for _ in "12"]
        assert answers == [value] * 2, (
            f"for None you stored {value!r}, which another loader returned as a value; two gets "
            f"gave {answers}: any bytes may be a value"
        )


def test_different_keys_have_nothing_in_common(rds):
    answers = [got(cache_of(rds, str.encode), key) for key in ("ann", "bob", "an", "ann")]
    assert answers == [b"ann", b"bob", b"an", b"ann"], (
        f"get of 'ann', 'bob', 'an' and 'ann' gave {answers}, though each loads its own name"
    )


def test_an_answer_whose_time_is_over_is_loaded_again(rds):
    source = Source(b"old")
    got(cache_of(rds, source))
    rds.let_expire()
    source.answer = b"new"
    answer = got(cache_of(rds, source))
    assert answer == b"new", f"b'old' was stored and has expired: get must load b'new'; {answer!r}"


@pytest.mark.parametrize(("value", "ttl"), [(b"Ann", TTL), (None, NEGATIVE_TTL)])
def test_ttls_are_spread_around_the_ttl(rds, value, ttl):
    cache = cache_of(rds, Source(value), client=rds.client)
    lifetimes = []
    for number in range(100):
        rds.client.flushall()
        got(cache, f"key {number}")
        lifetimes.append(max(rds.ttls().values(), default=0))
    least, most = min(lifetimes), max(lifetimes)
    shortest, longest = ttl * (1 - JITTER), ttl * (1 + JITTER)
    told = f"TTLs of {value!r}, ttl {ttl} ms and jitter {JITTER}: of 100 the"
    assert shortest - ttl / 100 < least, (
        f"{told} shortest is {least} ms, and must not be below {shortest:.0f}"
    )
    assert most <= longest + 1, f"{told} longest is {most} ms, and must not be above {longest:.0f}"
    quarter = (longest - shortest) / 4
    assert least < shortest + quarter, (
        f"{told} shortest is {least} ms: evenly spread from {shortest:.0f}, some are shorter"
    )
    assert most > longest - quarter, (
        f"{told} longest is {most} ms: evenly spread up to {longest:.0f}, some are longer"
    )


@pytest.mark.parametrize("error", [BrokenError("loader"), redis.ConnectionError("loader's own")])
def test_an_error_of_the_loader_reaches_the_caller_and_is_not_kept(rds, error):
    source, name = Source(error), type(error).__name__
    answer = got(cache_of(rds, source))
    assert answer is error, f"the loader raised {name}, and get must raise it; got {answer!r}"
    assert source.loads == 1, (
        f"the loader raised {name}; one get called it {source.loads} times, once is the most"
    )
    source.answer = b"Ann"
    answer = got(cache_of(rds, source))
    assert answer == b"Ann", (
        f"a load failed with {name}; the next get must load at once, and the loader returns "
        f"b'Ann' again; got {answer!r}"
    )


# One loads, the others wait


def test_while_one_loads_another_waits(rds):
    source = Source(b"Ann")
    others = []
    source.meanwhile = lambda: others.append(got(cache_of(rds, source)))
    answer = got(cache_of(rds, source))
    assert others == [WAITS], (
        f"A was loading 'ann', and B got it, too: B must call wait(); it got {others}, and the "
        f"loader was called {source.loads} times"
    )
    assert answer == b"Ann", f"A loaded b'Ann' while B waited, and A's get gave {answer!r}"


def test_nobody_waits_for_another_key(rds):
    source = Source(b"value")
    others = []
    source.meanwhile = lambda: others.append(got(cache_of(rds, source), "bob"))
    got(cache_of(rds, source), "ann")
    assert others == [b"value"], (
        f"A was loading 'ann', and B got 'bob', which nobody loads: B must load it; got {others}"
    )


@pytest.mark.parametrize("looks", [1, 3])
def test_whoever_waits_looks_again_until_the_answer_is_there(rds, looks):
    source = Source(b"Ann")
    flight = Flight(cache_of(rds, source), source)
    waits = []

    def wait():
        waits.append("wait")
        if len(waits) == looks:
            flight.land()

    answer = got(cache_of(rds, source, wait=wait))
    told = f"A was loading, B waited, and A stored b'Ann' during wait number {looks} of B"
    assert source.loads == 1, f"{told}; B loaded as well, after it had waited {len(waits)} times"
    assert answer == b"Ann", f"{told}: B must get that; got {answer!r}"
    assert len(waits) == looks, f"{told}; B waited {len(waits)} times"


def test_whoever_waits_loads_if_the_other_fails(rds):
    source = Source(BrokenError("A"))
    flight = Flight(cache_of(rds, source), source)
    source.answer = b"Ann"
    answer = got(cache_of(rds, source, wait=flight.land))
    assert answer == b"Ann", (
        "A was loading, B waited, and A's loader raised meanwhile: the error is A's alone, and "
        f"B must load by itself; got {answer!r}"
    )


def test_what_wait_raises_ends_the_get(rds):
    def give_up():
        raise BrokenError("wait")

    source = Source(b"Ann")
    others = []
    source.meanwhile = lambda: others.append(got(cache_of(rds, source, wait=give_up)))
    got(cache_of(rds, source))
    assert isinstance(others[0], BrokenError), (
        f"A was loading, B waited, and B's wait raised BrokenError: so must get; got {others[0]!r}"
    )


def test_of_many_at_once_one_loads(rds):
    source = Source(b"Ann")
    is_there = threading.Event()

    def job(client):
        try:
            return got(cache_of(rds, source, client, wait=lambda: is_there.wait(PATIENCE)))
        finally:
            is_there.set()

    answers = rds.race(*[job] * 4)
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    assert source.loads == 1, (
        "four processes missed 'ann' at once, and their first writes came one after another: one "
        f"must load; the loader was called {source.loads} times"
    )
    assert answers == [b"Ann"] * 4, f"b'Ann' was loaded for four processes; they got {answers}"


def test_nobody_loads_what_came_while_he_was_paused(rds):
    for pause in pauses(rds):
        source = Source(b"Ann")
        early, late = cache_of(rds, source, pause.client), cache_of(rds, source)
        pause.arm(lambda late=late: got(late))
        got(early)
        assert source.loads == 1, (
            f"A was paused in get, {pause}, and B got the same key meanwhile: the loader was to be "
            f"called once, and was called {source.loads} times; look again once you may load"
        )


# The lock ends


def test_the_lock_lasts_for_its_milliseconds(rds):
    source = Source(b"Ann")
    meanwhile = {}
    source.meanwhile = lambda: meanwhile.update(rds.ttls())
    got(cache_of(rds, source))
    assert any(LOCK_TTL / 2 < left <= LOCK_TTL for left in meanwhile.values()), (
        f"lock_ttl_ms={LOCK_TTL}: during a load some key must have that TTL, for if the process "
        f"dies nobody else ends the lock; keys and TTLs were {meanwhile}"
    )


def test_a_process_may_die_before_any_command(rds):
    def die():
        raise Crash

    for pause in pauses(rds):
        source = Source(b"Ann")
        cache = cache_of(rds, source, pause.client)
        pause.arm(die)
        try:
            cache.get("ann")
        except Crash:
            assert_all_expire(rds, f"a process died in get, {pause}")
            rds.let_expire()
            answer = got(cache_of(rds, source))
            assert answer == b"Ann", (
                f"a process died in get, {pause}, and whatever has a TTL expired: the next get "
                f"must load; got {answer!r}"
            )


def test_a_load_whose_lock_is_over_stores_nothing(rds):
    source, others = Source(b"old"), []

    def meanwhile():
        rds.let_expire()
        source.answer = b"new"
        others.append(got(cache_of(rds, source)))

    source.meanwhile = meanwhile
    answer = got(cache_of(rds, source))
    told = "A was loading b'old', its lock expired, and B got the same key"
    assert others == [b"new"], f"{told}: B must load b'new'; got {others}"
    assert answer == b"old", f"{told}. A must return what it loaded, b'old'; got {answer!r}"
    after = got(cache_of(rds, source))
    assert after == b"new", (
        f"{told} and stored b'new'. Then A's load ended, and must store nothing; now get gives "
        f"{after!r}"
    )


def test_a_load_whose_lock_is_over_leaves_the_lock_of_the_next_alone(rds):
    for pause in pauses(rds):
        source, flights = Source(b"old"), []
        a = cache_of(rds, source, pause.client)

        def meanwhile(source=source, flights=flights):
            rds.let_expire()
            source.answer = b"new"
            flights.append(Flight(cache_of(rds, source), source))

        pause.arm(meanwhile)
        got(a)
        if not pause.reached:
            continue
        story = f"A was paused in get, {pause}; whatever has a TTL expired, and B began to load"
        answer = got(cache_of(rds, source))
        assert answer == WAITS, (
            f"{story}. Then A went on; B holds the lock still, so that C must wait; got {answer!r}"
        )
        flights[0].land()
        answer = got(cache_of(rds, source))
        assert answer == b"new", f"{story}, went on when A had ended, and C got {answer!r}"


def test_a_load_whose_lock_is_over_leaves_the_lock_of_another_thread_alone(rds):
    source, flights = Source(b"old"), []
    cache = cache_of(rds, source)

    def meanwhile():
        rds.let_expire()
        source.answer = b"new"
        flights.append(Flight(cache, source))

    source.meanwhile = meanwhile
    got(cache)
    answer = got(cache_of(rds, source))
    assert answer == WAITS, (
        "a thread was loading, its lock expired, and another thread began to load with the same "
        "Cache. Then the load of the first ended; the second holds the lock still, so that another "
        f"process must wait; got {answer!r}"
    )
    flights[0].land()


# Invalidation


@pytest.mark.parametrize("old", [b"old", None])
def test_what_was_invalidated_is_loaded_again(rds, old):
    source = Source(old)
    got(cache_of(rds, source), "ann")
    got(cache_of(rds, source), "bob")
    source.answer = b"new"
    cache_of(rds, source).invalidate("ann")
    assert_all_expire(rds, "'ann' was invalidated")
    answers = [got(cache_of(rds, source), key) for key in ("ann", "bob")]
    assert answers == [b"new", old], (
        f"{old!r} was stored for 'ann' and 'bob', the source has b'new' now, and 'ann' was "
        f"invalidated: get of 'ann' and 'bob' must give {[b'new', old]}; got {answers}"
    )


def test_a_load_in_flight_does_not_bring_back_what_was_invalidated(rds):
    source = Source(b"old")
    others = []

    def meanwhile():
        source.answer = b"new"
        b = cache_of(rds, source)
        b.invalidate("ann")
        others.append(got(b))

    source.meanwhile = meanwhile
    got(cache_of(rds, source))
    told = "A's loader had read b'old'; the source changed to b'new' and B invalidated"
    assert others[0] in (b"new", WAITS), (
        f"{told}; then B got the key, and must load or wait; got {others[0]!r}"
    )
    answer = got(cache_of(rds, source))
    assert answer == b"new", (
        f"{told}. Then A's load ended, and b'old' must not be stored; now get gives {answer!r}"
    )


def test_invalidation_wins_though_the_load_is_paused(rds):
    for pause in pauses(rds):
        source = Source(b"old")
        a, b = cache_of(rds, source, pause.client), cache_of(rds, source)

        def meanwhile(source=source, b=b):
            source.answer = b"new"
            b.invalidate("ann")

        pause.arm(meanwhile)
        got(a)
        answer = got(cache_of(rds, source))
        assert not pause.reached or answer == b"new", (
            f"A was paused in get, {pause}; the source changed to b'new' and B invalidated. Then A "
            f"went on, and now get gives {answer!r}"
        )


def test_invalidation_wins_though_it_is_paused(rds):
    for pause in pauses(rds):
        source = Source(b"old")
        b = cache_of(rds, source, pause.client)
        flight = Flight(cache_of(rds, source), source)
        source.answer = b"new"
        pause.arm(flight.land)
        b.invalidate("ann")
        flight.land()
        assert_all_expire(rds, "'ann' was invalidated during a load")
        answer = got(cache_of(rds, source))
        assert answer == b"new", (
            "A was loading b'old', the source changed to b'new', and B was paused in invalidate, "
            f"{pause if pause.reached else 'nowhere'}. A's load ended meanwhile, then B went on, "
            f"and now get gives {answer!r}"
        )


# Redis is down


def break_from(pause, number, error):
    """Let each command from this one on fail."""

    def fail():
        raise error("Redis is down")

    pause.client.set_retry(Retry(NoBackoff(), 0))
    pause.arm(fail, range(number, 1000))


@pytest.mark.parametrize("error", [redis.ConnectionError, redis.TimeoutError])
@pytest.mark.parametrize("end", [b"Ann", BrokenError("loader")], ids=["answer", "error"])
def test_redis_may_fail_at_any_command_of_get(rds, end, error):
    for number, pause in enumerate(pauses(rds), 1):
        source = Source(end)
        cache = cache_of(rds, source, pause.client)
        break_from(pause, number, error)
        answer = got(cache)
        told = f"command {number} of get, and all after it, failed with {error.__name__}"
        assert answer == end, (
            f"{told}: get must come to what the loader comes to, {end!r}; got {answer!r}"
        )
        assert source.loads == 1, f"{told}: get called the loader {source.loads} times, not once"


@pytest.mark.parametrize("error", [redis.ConnectionError, redis.TimeoutError])
def test_invalidate_does_not_hide_that_redis_is_down(rds, error):
    pause = Pause(rds)
    cache = cache_of(rds, Source(b"Ann"), pause.client)
    break_from(pause, 1, error)
    try:
        answer = cache.invalidate("ann")
    except redis.RedisError as raised:
        answer = raised
    assert isinstance(answer, error), (
        f"Redis fails with {error.__name__}, and invalidate cannot delete what is there: it must "
        f"let the error out; got {answer!r}"
    )
