import pytest
import redis
from redis.crc import key_slot

from dojo.kit.redis_pauses import pauses
from katas.redis.distributed_lock import FencedStore, Lock

MINUTE = 60_000
LONG, SHORT = 10 * MINUTE, MINUTE // 2
ORDERS = "the lock 'orders'"


def lock(rds, name="orders", ttl_ms=MINUTE):
    return Lock(rds.client, name, ttl_ms=ttl_ms)


def locks(rds):
    """Return the same lock for A and for B, in one process and with one client."""
    return lock(rds), lock(rds)


def ttls(rds):
    """Return the keys that have a TTL, and how many milliseconds are left to each."""
    return {key: left for key, left in rds.ttls().items() if left >= 0}


def ttl(rds):
    """Return how many milliseconds are left to the lock, 0 if there is none."""
    return max(ttls(rds).values(), default=0)


def acquired(one, when):
    """Acquire the lock, which is free; return the fence."""
    fence = one.acquire()
    assert type(fence) is int, f"{when}: acquire must return a fence, an int; got {fence!r}"
    return fence


def assert_holds(one, who, after):
    got = one.release()
    assert got is True, f"{after}: {who} holds the lock, and its release must give True; got {got}"


def test_the_first_fence_is_one(rds):
    got = acquired(lock(rds), f"{ORDERS} is free")
    assert got == 1, (
        f"{ORDERS} is acquired for the first time on an empty server, so its fence is 1 (a count; "
        f"no clock, nothing kept in this process); got {got}"
    )


def test_a_held_lock_is_not_given_to_another(rds):
    a, b = locks(rds)
    acquired(a, f"{ORDERS} is free")
    got = b.acquire()
    assert got is None, f"A holds {ORDERS}, so acquire must give None to B; got {got!r}"
    assert_holds(a, "A", "A acquired, and B tried to")


def test_a_held_lock_is_not_given_to_its_holder_once_more(rds):
    a = lock(rds)
    acquired(a, f"{ORDERS} is free")
    got = a.acquire()
    assert got is None, f"A holds {ORDERS} and acquires it again: None; got {got!r}"
    assert_holds(a, "A", "A acquired twice, the second time in vain")


def test_a_released_lock_is_free(rds):
    a, b = locks(rds)
    acquired(a, f"{ORDERS} is free")
    assert_holds(a, "A", "A acquired")
    acquired(b, f"A released {ORDERS} and B wants it")


def test_locks_of_different_names_have_nothing_in_common(rds):
    got = [lock(rds, name).acquire() for name in ("orders", "order", "carts")]
    assert got == [1, 1, 1], (
        f"'orders', 'order' and 'carts' are three locks, each with fences of its own: acquired "
        f"once each, they give [1, 1, 1]; got {got}"
    )


def test_a_lock_lasts_for_its_milliseconds(rds):
    acquired(lock(rds), f"{ORDERS} is free")
    lasting = ttls(rds)
    assert len(lasting) == 1, (
        f"of the keys of a held lock one has a TTL, and what counts the fences has none, for then "
        f"it starts again; those with a TTL: {lasting or 'none'}"
    )
    (got,) = lasting.values()
    assert MINUTE / 2 < got <= MINUTE, (
        f"a lock with ttl_ms={MINUTE} must be a key with that TTL; it has {got} ms"
    )


def test_a_lock_may_last_for_a_single_millisecond(rds):
    acquired(lock(rds, ttl_ms=1), "ttl_ms=1 is the least")


@pytest.mark.parametrize("ttl_ms", [1, LONG])
def test_a_vain_acquire_changes_no_ttl(rds, ttl_ms):
    a, b = lock(rds), lock(rds, ttl_ms=ttl_ms)
    acquired(a, f"{ORDERS} is free")
    b.acquire()
    got = ttl(rds)
    assert MINUTE / 2 < got <= MINUTE, (
        f"A holds {ORDERS} for {MINUTE} ms; B, with ttl_ms={ttl_ms}, acquired in vain and must "
        f"leave the TTL as it is; now it is {got}"
    )


def test_a_lock_is_free_when_its_time_is_over(rds):
    a, b = locks(rds)
    acquired(a, f"{ORDERS} is free")
    rds.let_expire()
    acquired(b, f"A's lock {ORDERS} expired and B wants it")
    assert_holds(b, "B", "A's lock expired, and B acquired it")


@pytest.mark.parametrize("ttl_ms", [LONG, SHORT])
def test_extend_sets_the_time_from_now_on(rds, ttl_ms):
    a = lock(rds)
    acquired(a, f"{ORDERS} is free")
    got = a.extend(ttl_ms)
    assert got is True, f"A holds {ORDERS}: extend({ttl_ms}) must give True; got {got!r}"
    left = ttl(rds)
    assert ttl_ms / 2 < left <= ttl_ms, (
        f"A acquired for {MINUTE} ms and at once called extend({ttl_ms}): {ttl_ms} ms from now on "
        f"must be left; there are {left}"
    )
    assert_holds(a, "A", f"A acquired and extended to {ttl_ms} ms")


def lost_in_some_way(rds, a, b, way):
    """Let A not hold the lock; the way tells how that came, and whether B holds it."""
    if way != "was acquired by B only":
        acquired(a, f"{ORDERS} is free")
    if "released" in way:
        a.release()
    if "expired" in way:
        rds.let_expire()
    if "B" in way:
        acquired(b, f"{ORDERS} is free")


@pytest.mark.parametrize(
    "way",
    [
        "was released",
        "expired",
        "was acquired by B only",
        "expired, then was acquired by B",
    ],
)
@pytest.mark.parametrize("verb", ["release", "extend"])
def test_who_does_not_hold_the_lock_changes_nothing(rds, verb, way):
    a, b = locks(rds)
    lost_in_some_way(rds, a, b, way)
    got = a.release() if verb == "release" else a.extend(LONG)
    assert got is False, f"A's lock {way}: {verb} by A must give False; got {got!r}"
    left = ttl(rds)
    if "B" in way:
        assert MINUTE / 2 < left <= MINUTE, (
            f"A's lock {way}, for {MINUTE} ms, and {verb} by A must not touch it; "
            f"now {left} ms are left"
        )
        assert_holds(b, "B", f"A's lock {way}, and A called {verb}")
    else:
        assert left == 0, f"A's lock {way}, and {verb} by A revived it, for {left} ms"


def test_fences_go_up_whoever_acquires_and_however_a_lock_ended(rds):
    a, b = locks(rds)
    fences = []
    for one, end in [(a, "release"), (b, "expiry"), (b, "expiry"), (a, "release"), (b, "release")]:
        fences.append(acquired(one, f"{ORDERS} is free"))
        one.extend(LONG)
        other = b if one is a else a
        other.acquire()
        if end == "release":
            one.release()
        else:
            rds.let_expire()
    fences.append(acquired(lock(rds), f"{ORDERS} is free"))
    assert fences == sorted(set(fences)), (
        f"{ORDERS} was acquired by A, B, B, A, B and C, lost by release or expiry in between: "
        f"every fence must be above all before; got {fences}"
    )


def test_of_many_at_once_one_acquires(rds):
    got = rds.race(*[lambda client: Lock(client, "orders", ttl_ms=MINUTE).acquire()] * 4)
    for outcome in got:
        if isinstance(outcome, BaseException):
            raise outcome
    winners = [fence for fence in got if fence is not None]
    assert len(winners) == 1, (
        f"four processes acquire {ORDERS} at once, all their first writes come one after another: "
        f"one gets a fence, the others None; got {got}"
    )


def test_two_never_hold_the_lock_though_one_is_paused_while_it_acquires(rds):
    for pause in pauses(rds):
        a, b = Lock(pause.client, "orders", ttl_ms=MINUTE), lock(rds)
        others = []
        pause.arm(lambda b=b, others=others: others.append(b.acquire()))
        got = a.acquire()
        if pause.reached:
            assert (got is None) != (others[0] is None), (
                f"A was paused in acquire, {pause}, and B acquired meanwhile: one of them gets the "
                f"lock; A got {got!r} and B {others[0]!r}"
            )


def test_a_lock_ends_by_itself_though_its_holder_is_paused_while_it_acquires(rds):
    for pause in pauses(rds):
        a, b = Lock(pause.client, "orders", ttl_ms=MINUTE), lock(rds)
        others = []

        def meanwhile(b=b, others=others):
            rds.let_expire()
            others.append(b.acquire())

        pause.arm(meanwhile)
        got = a.acquire()
        if not pause.reached:
            continue
        story = f"A was paused in acquire, {pause}; whatever has a TTL expired, and B acquired"
        assert others[0] is not None, (
            f"{story}: B must get the lock, but got None; if A dies there, nobody ever gets it"
        )
        assert got is None or got < others[0], (
            f"{story} with fence {others[0]}. Then A went on and got {got!r}: B holds the lock, "
            f"and A, whose lock is over, must not have the higher fence"
        )
        assert_holds(b, "B", story)


def test_fences_go_up_though_one_is_paused_while_it_acquires(rds):
    for pause in pauses(rds):
        a, b = Lock(pause.client, "orders", ttl_ms=MINUTE), lock(rds)
        others = []

        def meanwhile(b=b, others=others):
            others.append(b.acquire())
            b.release()

        pause.arm(meanwhile)
        got = a.acquire()
        if pause.reached and None not in (got, others[0]):
            assert got > others[0], (
                f"A was paused in acquire, {pause}; B acquired with fence {others[0]} and released;"
                f" then A got the lock with fence {got}, and it must be above"
            )


def test_a_lost_lock_is_not_deleted_by_who_was_paused_while_it_released(rds):
    for pause in pauses(rds):
        a, b = Lock(pause.client, "orders", ttl_ms=MINUTE), lock(rds)
        acquired(a, f"{ORDERS} is free")
        held = []

        def meanwhile(b=b, held=held):
            held.append(ttl(rds) > 0)
            rds.let_expire()
            acquired(b, f"A's lock {ORDERS} expired and B wants it")

        pause.arm(meanwhile)
        got = a.release()
        if not pause.reached:
            continue
        story = f"A was paused in release, {pause}; its lock expired, and B acquired it"
        assert ttl(rds), f"{story}; then A went on and deleted the lock of B"
        assert got is not held[0], (
            f"{story}. {'A had not released it yet' if held[0] else 'A had released it before'}: "
            f"release must give {not held[0]}; got {got!r}"
        )
        assert_holds(b, "B", f"{story}; then A went on")


def test_a_lost_lock_is_not_prolonged_by_who_was_paused_while_it_extended(rds):
    for pause in pauses(rds):
        a, b = Lock(pause.client, "orders", ttl_ms=MINUTE), lock(rds)
        acquired(a, f"{ORDERS} is free")
        extended = []

        def meanwhile(b=b, extended=extended):
            extended.append(ttl(rds) > MINUTE)
            rds.let_expire()
            acquired(b, f"A's lock {ORDERS} expired and B wants it")

        pause.arm(meanwhile)
        got = a.extend(LONG)
        if not pause.reached:
            continue
        story = f"A was paused in extend({LONG}), {pause}; its lock expired, and B acquired it"
        left = ttl(rds)
        assert left <= MINUTE, f"{story} for {MINUTE} ms; then A went on, and B has {left} ms"
        assert got is extended[0], f"{story}: extend must give {extended[0]}; got {got!r}"
        assert_holds(b, "B", f"{story}; then A went on")


def test_what_was_never_written_reads_as_none(rds):
    got = FencedStore(rds.client).read("stock")
    assert got is None, f"nothing was written to 'stock': read must give None; got {got!r}"


def test_what_was_written_is_read_in_every_process(rds):
    for fence, value in enumerate([b"5 apples", b"", b"\x00\xff\r\n"], 1):
        got = FencedStore(rds.connect()).write("stock", value, fence)
        assert got is True, f"fence {fence} is the highest so far: write gives True; got {got!r}"
        got = FencedStore(rds.connect()).read("stock")
        assert got == value, f"{value!r} was written to 'stock', and another store read {got!r}"


@pytest.mark.parametrize(
    ("fences", "expected"),
    [
        ([5, 5, 4, 4], [True, True, False, False]),
        ([9, 10], [True, True]),
        ([10, 9], [True, False]),
        ([3, 9, 4, 9], [True, True, False, True]),
    ],
    ids=str,
)
def test_a_lower_fence_is_refused(rds, fences, expected):
    stores = FencedStore(rds.connect()), FencedStore(rds.connect())
    got = [
        stores[place % 2].write("stock", f"write {place}".encode(), fence)
        for place, fence in enumerate(fences)
    ]
    assert got == expected, (
        f"two stores on one server write to 'stock' by turns with the fences {fences}: what is "
        f"below the highest so far is refused, so {expected}; got {got}"
    )
    last = max(place for place, is_written in enumerate(expected) if is_written)
    value = stores[0].read("stock")
    assert value == f"write {last}".encode(), (
        f"writes 0 to {len(fences) - 1} with the fences {fences} gave {got}: 'stock' must be "
        f"what write {last} wrote; it is {value!r}"
    )


def test_fences_are_compared_key_by_key(rds):
    store = FencedStore(rds.client)
    store.write("stock", b"many", 9)
    got = store.write("prices", b"high", 2), store.read("prices"), store.read("stock")
    assert got == (True, b"high", b"many"), (
        f"9 wrote to 'stock' and 2 to 'prices', another key: (True, b'high', b'many'); got {got}"
    )


@pytest.mark.parametrize(("mine", "theirs"), [(5, 9), (9, 5)])
def test_the_highest_fence_wins_though_one_is_paused_while_it_writes(rds, mine, theirs):
    for pause in pauses(rds):
        a, b = FencedStore(pause.client), FencedStore(rds.connect())
        b.write("stock", b"by an earlier one", 1)
        pause.arm(lambda b=b: b.write("stock", b"by B", theirs))
        a.write("stock", b"by A", mine)
        if not pause.reached:
            continue
        story = f"A (fence {mine}) was paused in write, {pause}; B (fence {theirs}) wrote meanwhile"
        expected = b"by A" if mine > theirs else b"by B"
        got = b.read("stock")
        assert got == expected, f"{story}: 'stock' must be {expected!r} in the end; it is {got!r}"
        got = b.write("stock", b"late", 8)
        assert got is False, f"{story}: after fence 9 a write with 8 gives False; got {got!r}"


def test_a_holder_who_was_paused_for_too_long_does_no_harm(rds):
    a, b = locks(rds)
    store = FencedStore(rds.connect())
    low = acquired(a, f"{ORDERS} is free")
    rds.let_expire()
    high = acquired(b, f"A's lock {ORDERS} expired and B wants it")
    got = store.write("stock", b"by A", low), store.write("stock", b"by B", high)
    assert got == (True, True), (
        f"A, whose lock expired (fence {low}), wrote before B ({high}) did: both succeed; got {got}"
    )
    got = store.write("stock", b"by A again", low), store.read("stock")
    assert got == (False, b"by B"), (
        f"B (fence {high}) wrote, then A, whose lock expired (fence {low}): False, and the value "
        f"is B's; got {got}"
    )
    got = a.extend(LONG), a.release(), b.extend(LONG), b.release()
    assert got == (False, False, True, True), (
        f"A's lock expired and B holds it. A extends and releases, then B does: "
        f"(False, False, True, True); got {got}"
    )


def test_nothing_is_lost_when_the_server_forgets_its_scripts(rds):
    a = lock(rds)
    store = FencedStore(rds.connect())
    for round_ in 1, 2:
        for what, call in [
            ("acquire", a.acquire),
            ("extend", lambda: a.extend(LONG)),
            ("write", lambda: store.write("stock", b"many", 7)),
            ("release", a.release),
        ]:
            rds.client.script_flush()
            try:
                got = call()
            except redis.RedisError as error:
                got = f"{type(error).__name__}: {error}"
            right = type(got) is int and got > 0 if what == "acquire" else got is True
            assert right, f"SCRIPT FLUSH, then {what}, round {round_}, must succeed; got {got!r}"


def test_a_cluster_can_serve_it(rds):
    for what, use in [
        ("a lock", lambda: lock(rds, "orders").acquire()),
        ("a lock with a colon", lambda: lock(rds, "orders:7").acquire()),
        ("a store", lambda: FencedStore(rds.client).write("stock", b"many", 7)),
    ]:
        rds.client.flushall()
        with rds.commands() as sent:
            use()
        slots = {key: key_slot(key) for key in rds.client.scan_iter()}
        assert len(set(slots.values())) == 1, (
            f"the keys of {what} must be in one hash slot, or a cluster refuses to use them "
            f"together (CROSSSLOT); they are in {slots}"
        )
        scripts = [words for words in sent if words[0] in (b"EVAL", b"EVALSHA")]
        given = {key for words in scripts for key in words[3 : 3 + int(words[2])]}
        missing = set(slots) - given
        assert not (scripts and missing), (
            f"{what}: a script must get its keys as KEYS, for they tell to which node of a cluster "
            f"it goes; not among its KEYS: {missing}"
        )


def test_a_lock_that_ends_at_once_is_refused(rds):
    a = lock(rds)
    acquired(a, f"{ORDERS} is free")
    for what, call in [
        ("Lock(..., ttl_ms=0)", lambda: lock(rds, "carts", 0)),
        ("Lock(..., ttl_ms=-1)", lambda: lock(rds, "carts", -1)),
        ("extend(0)", lambda: a.extend(0)),
        ("extend(-1)", lambda: a.extend(-1)),
    ]:
        before = rds.calls()
        try:
            got = call()
        except ValueError:
            got = "ValueError"
        sent = rds.calls() - before
        assert got == "ValueError", f"{what} must raise ValueError; got {got!r}"
        assert not sent, f"{what} must raise ValueError before anything is sent; sent was {sent}"
