import contextlib
import json

import httpx
import pytest

from dojo.kit.attempts import attempt
from dojo.kit.http import Response
from dojo.kit.servers.http import Reset, serve
from katas.microservices.service_registry import Lease, Registry, Resolver, StaleLease, Unavailable

TTL = 10.0
REFRESH = 5.0
A, B, A2 = "10.0.0.1:80", "10.0.0.2:80", "10.0.0.3:80"


class Clock:
    def __init__(self, now=1000.0):
        self.now = now

    def __call__(self):
        return self.now

    def later(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def new_registry(clock):
    return lambda ttl=TTL: Registry(clock=clock, ttl=ttl)


def look(registry, service="web"):
    got = registry.lookup(service)
    assert isinstance(got, tuple), f"lookup({service!r}) must return a Snapshot; got {got!r}"
    return got


def assert_listed(registry, due, story, service="web"):
    _, got = look(registry, service)
    assert got == due, f"{story}: lookup({service!r}) must list {due}; it lists {got!r}"


def assert_stale(registry, lease, because):
    for call in registry.heartbeat, registry.deregister:
        got = attempt(call, lease)
        assert isinstance(got, StaleLease), (
            f"{call.__name__}({lease}) must raise StaleLease: {because}; got {got!r}"
        )


def renew(registry, lease, because):
    got = attempt(registry.heartbeat, lease)
    assert not isinstance(got, Exception), f"heartbeat({lease}) raised {got!r}, but {because}"


# Leases


def test_who_registers_is_listed(new_registry):
    registry = new_registry()
    lease = registry.register("web", "a", A)
    assert tuple(lease)[:2] == ("web", "a"), (
        f"register('web', 'a', ...) must return a Lease of instance 'a' of 'web'; got {lease!r}"
    )
    assert_listed(registry, {"a": A}, "a has registered")
    registry.register("web", "b", B)
    assert_listed(registry, {"a": A, "b": B}, "a and b have registered")


def test_services_have_instances_of_their_own(new_registry):
    registry = new_registry()
    registry.register("web", "a", A)
    lease = registry.register("db", "a", B)
    story = "an instance of web and one of db are both called a"
    for service, due in ("web", {"a": A}), ("db", {"a": B}), ("mail", {}):
        assert_listed(registry, due, story, service)
    registry.deregister(lease)
    assert_listed(registry, {"a": A}, "instance a of db has gone, that of web has not")


def test_who_falls_silent_is_listed_until_the_ttl_is_over(new_registry, clock):
    registry = new_registry()
    registry.register("web", "a", A)
    clock.later(4)
    registry.register("web", "b", B)
    clock.later(5.75)
    assert_listed(registry, {"a": A, "b": B}, f"ttl {TTL}, a registered 9.75 s ago, b later")
    clock.later(0.25)
    assert_listed(registry, {"b": B}, f"ttl {TTL}, a registered exactly 10 s ago, b 6 s ago")
    registry.register("web", "c", A2)
    clock.later(100)
    assert_listed(registry, {}, f"ttl {TTL}, nobody has sent a heartbeat for 100 s")


def test_a_heartbeat_makes_it_a_whole_ttl_from_now(new_registry, clock):
    registry = new_registry()
    lease = registry.register("web", "a", A)
    for _ in range(3):
        clock.later(9.75)
        renew(registry, lease, f"the ttl is {TTL} and a was heard 9.75 s ago")
    renew(registry, lease, "it is valid; a second heartbeat in a moment is worth no more than one")
    clock.later(9.75)
    assert_listed(registry, {"a": A}, f"ttl {TTL}, and the last heartbeat came 9.75 s ago")
    clock.later(0.25)
    assert_listed(registry, {}, f"ttl {TTL}, and the last heartbeat came exactly 10 s ago")


def test_a_heartbeat_that_comes_too_late_revives_nobody(new_registry, clock):
    for silence in TTL, 3 * TTL:
        registry = new_registry()
        lease = registry.register("web", "a", A)
        clock.later(silence)
        because = f"the ttl is {TTL}, and nothing was heard for {silence} s; a must register again"
        assert_stale(registry, lease, because)
        assert_listed(registry, {}, f"ttl {TTL}, and a sent a heartbeat after {silence} s")


def test_who_deregisters_is_gone_at_once(new_registry):
    registry = new_registry()
    lease = registry.register("web", "a", A)
    registry.register("web", "b", B)
    registry.deregister(lease)
    assert_listed(registry, {"b": B}, "a has deregistered")
    assert_stale(registry, lease, "it was given back")
    assert_listed(registry, {"b": B}, "a has deregistered, and then sent a heartbeat")


def test_a_restarted_instance_replaces_what_it_was(new_registry, clock):
    registry = new_registry()
    old = registry.register("web", "a", A)
    clock.later(6)
    new = registry.register("web", "a", A2)
    assert_listed(registry, {"a": A2}, "a has registered again, with another address")
    assert_stale(registry, old, "it is of the process before, and instance a has been restarted")
    assert_listed(registry, {"a": A2}, "the process that a was before has tried to deregister it")
    clock.later(6)
    renew(registry, new, f"the ttl is {TTL} and it was given 6 s ago")


def test_no_epoch_is_given_twice(new_registry, clock):
    for ending in "deregistered", "expired", "replaced":
        registry = new_registry()
        old = registry.register("web", "a", A)
        if ending == "deregistered":
            registry.deregister(old)
        elif ending == "expired":
            clock.later(TTL)
        new = registry.register("web", "a", A2)
        assert_stale(registry, old, f"it was {ending}, and then the instance was given {new}")
        renew(registry, new, "it is the latest lease of the instance")


def test_a_lease_that_was_never_given_is_stale(new_registry):
    registry = new_registry()
    lease = registry.register("web", "a", A)
    for other in ("db", "a", lease.epoch), ("web", "b", lease.epoch), ("web", "a", -1):
        assert_stale(registry, Lease(*other), f"the only lease that was ever given is {lease}")
    renew(registry, Lease(*lease), f"it equals the lease that was given, {lease}")


def test_a_ttl_must_be_more_than_zero(new_registry, clock):
    registry = new_registry(0.5)
    registry.register("web", "a", A)
    clock.later(0.25)
    assert_listed(registry, {"a": A}, "ttl 0.5, a registered 0.25 s ago")
    for ttl in 0, -1.0:
        got = attempt(new_registry, ttl)
        assert isinstance(got, ValueError), f"ttl={ttl} must raise ValueError; got {got!r}"


class SlowRegistry:
    """One instance, whose whole past is read again for each question."""

    def __init__(self, clock):
        self.clock, self.past = clock, []

    def register(self, service, instance, address):
        self.past.append((self.clock.now, "register", len(self.past), address))
        return Lease(service, instance, len(self.past) - 1)

    def heartbeat(self, lease, what="heartbeat"):
        if lease.epoch != self.epoch:
            raise StaleLease
        self.past.append((self.clock.now, what, lease.epoch, None))

    def deregister(self, lease):
        self.heartbeat(lease, "deregister")

    def lookup(self, service):
        return 0, {} if self.epoch is None else {"a": self.past[self.epoch][3]}

    @property
    def epoch(self):
        """Return that of the lease that is valid now, if there is one."""
        time, what, epoch, _ = self.past[-1] if self.past else (0, "deregister", None, None)
        return epoch if what != "deregister" and self.clock.now < time + TTL else None

    @property
    def because(self):
        return f"at {self.clock.now} the instances are {self.lookup('web')[1]}"


def test_short_histories_agree_with_a_registry_that_reads_its_past_again(histories):
    def fresh(kind):
        clock = Clock(0.0)
        registry = kind(clock)
        return registry, clock, [registry.register("web", "a", "address 0")]

    histories.agree(
        {"registry_with_ttl_10": lambda: fresh(lambda clock: Registry(clock=clock, ttl=TTL))},
        {"registry_with_ttl_10": lambda: fresh(SlowRegistry)},
        start="registry, clock, leases = registry_with_ttl_10()",
        operations=[
            "leases.append(registry.register('web', 'a', f'address {len(leases)}'))",
            "registry.heartbeat(leases[0])",
            "registry.heartbeat(leases[-1])",
            "registry.deregister(leases[0])",
            "clock.later(1)",
            "clock.later(9)",
        ],
        observe=["registry.lookup('web')[1]"],
        length=4,
        promise="only a lease that is valid, neither given back nor replaced, has an effect",
        because="registry.because",
    )


# Versions


def assert_newer(registry, before, what):
    """Return the version, which must have risen."""
    version, instances = look(registry)
    assert version > before, (
        f"{what}, so the version must be higher than it was, {before}; it is {version}, and who "
        f"knows that version does not learn that the instances are {instances} now"
    )
    return version


def test_the_version_rises_when_somebody_comes_or_goes(new_registry, clock):
    registry = new_registry()
    version, _ = look(registry)
    lease = registry.register("web", "a", A)
    version = assert_newer(registry, version, "a has registered")
    registry.register("web", "b", B)
    version = assert_newer(registry, version, "b has registered")
    registry.register("web", "b", A2)
    version = assert_newer(registry, version, "b has registered with another address")
    registry.deregister(lease)
    version = assert_newer(registry, version, "a has deregistered")
    clock.later(TTL)
    assert_newer(registry, version, "the lease of b is over")


def test_the_version_rises_though_nobody_was_left_in_between(new_registry, clock):
    registry = new_registry()
    lease = registry.register("web", "a", A)
    version, _ = look(registry)
    registry.deregister(lease)
    registry.register("web", "b", B)
    version = assert_newer(registry, version, "a has deregistered, then b has registered")
    clock.later(TTL)
    registry.register("web", "a", A)
    version = assert_newer(registry, version, "b has expired, then a has registered")
    clock.later(TTL)
    version = assert_newer(registry, version, "a has expired")
    registry.register("web", "b", B)
    assert_newer(registry, version, "nobody was left, then b has registered")


def test_the_version_stays_while_nobody_comes_or_goes(new_registry, clock):
    registry = new_registry()
    old = registry.register("web", "a", A)
    lease = registry.register("web", "a", A2)
    registry.register("db", "a", B)
    before = look(registry)

    def assert_same(story):
        got = look(registry)
        assert got == before, f"{story}; the lookup of web was {before}, and now it is {got}"

    clock.later(9)
    registry.heartbeat(lease)
    assert_same("of web there was only a heartbeat")
    registry.deregister(registry.register("db", "b", B))
    clock.later(1)
    assert_same("instances of db came, went and expired, none of web")
    assert_stale(registry, old, "it was replaced")
    assert_same("a stale lease changes nothing")


def test_a_snapshot_does_not_change_later(new_registry):
    registry = new_registry()
    registry.register("web", "a", A)
    _, instances = look(registry)
    registry.register("web", "b", B)
    assert instances == {"a": A}, (
        f"b registered after the lookup, whose instances were {{'a': {A!r}}}; they are {instances}"
    )
    instances.clear()
    assert_listed(registry, {"a": A, "b": B}, "somebody has cleared what an earlier lookup gave")


# Many threads


def valid(registry, stale, *leases):
    """Return the numbers of those that are valid, and the addresses that are listed."""
    found = []
    for number, lease in enumerate(leases, 1):
        with contextlib.suppress(stale):
            registry.heartbeat(lease)
            found.append(number)
    return found, list(registry.lookup("web")[1].values())


def told_apart(seen, now):
    return seen[1] == now[1] or seen[0] < now[0]


HELPERS = {"Clock": Clock, "valid": valid, "told_apart": told_apart}
NAMES = {"Registry": Registry, "StaleLease": StaleLease} | HELPERS
START = "clock = Clock(0.0); registry = Registry(clock=clock, ttl=10.0)"


@pytest.fixture
def judge(interleave):
    """Judge what is seen in the end, wherever one thread is interrupted by the other."""

    def judge(promise, *threads, see, right, start=START):
        interleave.always(
            NAMES,
            start=start,
            threads=threads,
            observe=see,
            allowed=right,
            promise=promise,
            preemptions=1,
        )

    return judge


def test_of_two_registrations_at_once_one_is_valid(judge):
    judge(
        "two threads register an instance: one lease is valid, and its address is listed",
        "one = registry.register('web', 'a', 'first')",
        "two = registry.register('web', 'a', 'second')",
        see="valid(registry, StaleLease, one, two)",
        right=[([1], ["first"]), ([2], ["second"])],
    )


def test_whoever_looks_during_a_registration_can_look_again(judge):
    judge(
        "a version is given out only with the instances that belong to it",
        "seen = registry.lookup('web')",
        "registry.register('web', 'a', 'A')",
        see="told_apart(seen, registry.lookup('web'))",
        right=[True],
    )


def test_a_lease_runs_out_once_however_many_threads_come(judge):
    for other in "lookup('web')", "heartbeat(lease)", "deregister(lease)":
        judge(
            "one thread looks when the lease of a has just run out, beside another; a has gone, "
            "and whatever the other changes has another version",
            "seen = registry.lookup('web')",
            f"registry.{other}",
            start=f"{START}; registry.register('web', 'a', 'A'); clock.later(5); "
            "lease = registry.register('web', 'b', 'B'); clock.later(5)",
            see="'a' in seen[1], told_apart(seen, registry.lookup('web'))",
            right=[(False, True)],
        )


# The resolver


class World:
    """A registry that answers as it is told, and the time."""

    def __init__(self, answer):
        self.clock, self.answer, self.asked = Clock(), answer, []
        http = httpx.Client(base_url="http://registry", transport=httpx.MockTransport(self.reply))
        self.resolver = Resolver(http, clock=self.clock, refresh=REFRESH)

    def reply(self, request):
        self.asked.append(request)
        if isinstance(self.answer, type):
            raise self.answer("made by the test")
        return self.answer

    def expect(self, due, story, service="web"):
        """Resolve the service, and return the request that this took, or None."""
        before = len(self.asked)
        got = attempt(self.resolver.resolve, service)
        assert got == due, f"{story}: resolve({service!r}) must return {due}; got {got!r}"
        new = self.asked[before:]
        assert len(new) <= 1, f"{story}: one request must do; resolve({service!r}) sent {len(new)}"
        return new[0] if new else None

    def expect_silence(self, due, story):
        """Resolve twice, until just before the next refresh; the registry must not be asked."""
        for wait in 0, REFRESH - 0.25:
            self.clock.later(wait)
            asked = self.expect(due, story)
            assert asked is None, (
                f"{story}: after {REFRESH} s it may be asked again, and no sooner; it was asked "
                f"after {wait} s"
            )
        self.clock.later(0.25)


def listing(instances, tag='"1"'):
    return httpx.Response(200, json=instances, headers={"ETag": tag})


DOWN = {
    "refuses connections": httpx.ConnectError,
    "does not answer in time": httpx.ReadTimeout,
    "answers 500": httpx.Response(500, json={"error": "oops"}),
    "answers 404": httpx.Response(404, json={}),
    "answers 200 with a page": httpx.Response(200, html="<h1>Hi", headers={"ETag": '"9"'}),
    "answers 200 with a list": httpx.Response(200, json=[A], headers={"ETag": '"9"'}),
}


def test_a_service_resolves_to_what_the_registry_lists():
    world = World(listing({"a": A, "b": B}))
    asked = world.expect({"a": A, "b": B}, "the registry lists both")
    got = asked and (asked.method, str(asked.url))
    assert got == ("GET", "http://registry/services/web"), (
        f"resolve('web') must GET http://registry/services/web; it asked {got}"
    )


def test_an_answer_is_kept_until_it_is_time_to_refresh():
    world = World(listing({"a": A}))
    world.expect({"a": A}, "first call")
    for before, after in ({"a": A}, {"b": B}), ({"b": B}, {"a": A2}):
        world.answer = listing(after, f'"{after}"')
        world.expect_silence(before, f"the registry has listed {before}")
        world.expect(after, f"it was asked {REFRESH} s ago, so it must be asked now")


def test_only_what_has_changed_is_sent_again():
    world = World(listing({"a": A}, 'W/"x,1"'))
    shown = world.expect({"a": A}, "first call").headers.get("If-None-Match")
    assert shown is None, f"nothing is known yet, so there is no tag to show; it showed {shown}"
    for answer, tag in [
        (httpx.Response(304), 'W/"x,1"'),
        (DOWN["answers 500"], 'W/"x,1"'),
        (DOWN["answers 200 with a page"], 'W/"x,1"'),
        (httpx.Response(304), 'W/"x,1"'),
        (listing({"a": A}, '"2"'), 'W/"x,1"'),
        (httpx.Response(304), '"2"'),
    ]:
        world.answer = answer
        world.clock.later(REFRESH)
        asked = world.expect({"a": A}, f"the registry answers {answer.status_code}")
        shown = asked and asked.headers.get("If-None-Match")
        assert shown == tag, (
            f"the last listing came with ETag {tag}, so the next request must show it in "
            f"If-None-Match; it showed {shown}"
        )
    world.expect_silence({"a": A}, "the registry has answered 304")


@pytest.mark.parametrize("how", DOWN)
def test_while_the_registry_is_down_the_last_known_instances_do(how):
    world = World(listing({"a": A}))
    world.expect({"a": A}, "first call")
    world.answer = DOWN[how]
    for wait in REFRESH, 1000 * REFRESH:
        world.clock.later(wait)
        world.expect({"a": A}, f"the registry {how}, and a was known before")
        world.expect_silence({"a": A}, f"the registry {how}")
        asked = world.expect({"a": A}, f"the registry {how}")
        assert asked, f"{REFRESH} s ago the registry was down; it is time to ask it again"
    world.answer = listing({"b": B})
    world.clock.later(REFRESH)
    world.expect({"b": B}, "the registry is up again, and lists b")


def test_who_knows_nothing_while_the_registry_is_down_says_so():
    for how, answer in DOWN.items():
        world = World(answer)
        for _ in range(2):
            got = attempt(world.resolver.resolve, "web")
            assert isinstance(got, Unavailable), (
                f"the registry {how} and nothing is known: must raise Unavailable; got {got!r}"
            )
        world.answer = listing({"a": A})
        world.expect({"a": A}, "nothing was known, so the next call must ask at once")


def test_no_instances_is_an_answer():
    world = World(listing({"a": A}))
    world.expect({"a": A}, "first call")
    for answer in listing({}, '"2"'), httpx.ConnectError:
        world.answer = answer
        world.clock.later(REFRESH)
        world.expect({}, "the registry has listed nobody, which replaces what was known")


def test_each_service_is_asked_for_on_its_own():
    world = World(listing({"a": A}, '"7"'))
    world.expect({"a": A}, "first call for web")
    world.answer = listing({"b": B}, '"7"')
    world.clock.later(1)
    shown = world.expect({"b": B}, "first call for db", "db").headers.get("If-None-Match")
    assert shown is None, f"nothing is known about db, and its request showed the tag {shown}"
    world.expect({"a": A}, "web was asked for 1 s ago")
    world.answer = listing({"a": A2}, '"8"')
    world.clock.later(REFRESH - 1)
    world.expect({"a": A2}, f"web was asked for {REFRESH} s ago, db later")
    world.expect({"b": B}, f"db was asked for {REFRESH - 1} s ago", "db")


def test_what_callers_do_to_the_instances_is_their_affair():
    world = World(listing({"a": A}))
    for _ in range(3):
        world.resolver.resolve("web").clear()
    world.expect({"a": A}, "a caller has cleared the dict that it got")


# On the wire


def test_a_client_follows_and_outlives_a_registry_on_a_real_socket(new_registry, clock):
    registry, faults = new_registry(), []

    def handle(request):
        if faults:
            return faults[0]
        version, instances = registry.lookup(request.path.removeprefix("/services/"))
        tag = {"ETag": f'"{version}"'}
        if request.headers.get("If-None-Match") == tag["ETag"]:
            return Response(304, tag)
        return Response(200, tag, json.dumps(instances).encode())

    def expect(due, story):
        got = attempt(resolver.resolve, "web")
        assert got == due, f"over a socket, {story}: resolve('web') must return {due}; got {got!r}"
        clock.later(REFRESH)

    a = registry.register("web", "a", A)
    registry.register("web", "b", B)
    server = serve(handle)
    with httpx.Client(base_url=server.url, trust_env=False) as http:
        resolver = Resolver(http, clock=clock, refresh=REFRESH)
        with server:
            expect({"a": A, "b": B}, "both have registered")
            registry.heartbeat(a)
            expect({"a": A, "b": B}, f"b was silent for {REFRESH} s")
            registry.heartbeat(a)
            expect({"a": A}, f"b was silent for {2 * REFRESH} s")
            registry.deregister(a)
            registry.register("web", "b", A2)
            expect({"b": A2}, "a has deregistered and b was restarted")
            faults.append(Reset())
            expect({"b": A2}, "the registry resets the connection, and b was known before")
        expect({"b": A2}, "the registry has gone, and b was known before")
