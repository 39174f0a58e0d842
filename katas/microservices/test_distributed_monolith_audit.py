import contextlib
import itertools
from collections.abc import Mapping, Set
from functools import cache
from random import Random

import httpx
import pytest

from dojo.kit.http import Response
from dojo.kit.servers.http import refused, serve
from katas.microservices.distributed_monolith_audit import (
    Service,
    blast_radius,
    lockstep,
    longest_chain,
    monoliths,
    shared_tables,
    sync_cycles,
)

VERBS = {"needs": "needs", "tries": "tries", "tells": "tells", "uses": "tables"}
MOST_STEPS = 1_000_000


def system(facts):
    """Read an architecture as one would tell it: `"a needs b, a uses users, c"`."""
    said = [fact.split() for fact in facts.split(", ") if fact]
    named = [name for name, *rest in said for name in (name, *rest[1:]) if "uses" not in rest]
    named += [name for name, *_ in said]
    return {name: Service(**fields_of(name, said)) for name in dict.fromkeys(named)}


def fields_of(name, said):
    fields = {field: set() for field in VERBS.values()}
    for subject, *rest in said:
        if subject == name and rest:
            fields[VERBS[rest[0]]].add(rest[1])
    return {field: names for field, names in fields.items() if names}


def groups(*texts):
    return {frozenset(text.split()) for text in texts}


def shown(thing):
    """Show sets, and dicts with sets in them, in the same way at every run."""
    if isinstance(thing, Mapping):
        pairs = sorted((shown(key), shown(value)) for key, value in thing.items())
        return "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
    if isinstance(thing, Set):
        return "{" + ", ".join(sorted(map(shown, thing))) + "}"
    return thing if isinstance(thing, str) else repr(thing)


def expect(got, due, what, facts, why):
    assert got == due, (
        f"{why}\nin '{facts or 'no service'}', {what} must be {shown(due)}, not {shown(got)}"
    )


@pytest.mark.parametrize(
    ("facts", "due", "why"),
    [
        ("a needs b, b needs c", [], "nobody is called back"),
        ("a needs b, a needs c, b needs d, c needs d", [], "two ways to d are no way back"),
        ("a needs b, b needs a", ["a b"], "each calls the other"),
        ("a needs b, b needs c, c needs d, d needs a", ["a b c d"], "the cycle goes through four"),
        ("a needs b, b needs c, c needs b, c needs d", ["b c"], "nobody calls a, d calls nobody"),
        (
            "a needs b, b needs a, b needs c, c needs d, d needs c",
            ["a b", "c d"],
            "no call leads back from c and d to a and b, so these are two cycles",
        ),
        (
            "a needs b, b needs a, b needs c, c needs b",
            ["a b c"],
            "two cycles that share b are one component: calls lead from a to c and back",
        ),
        ("a needs a, a needs b", ["a"], "a service that calls itself is a cycle of one"),
    ],
)
def test_services_whose_calls_lead_back_to_them_are_a_cycle(facts, due, why):
    expect(sync_cycles(system(facts)), groups(*due), "sync_cycles", facts, why)


def test_a_call_with_a_fallback_closes_a_cycle_for_the_caller_waits():
    facts = "a needs b, b tries a"
    why = "b falls back if a is down, but it waits for a like any other caller"
    expect(sync_cycles(system(facts)), groups("a b"), "sync_cycles", facts, why)


def test_a_message_closes_no_cycle_for_nobody_waits():
    facts = "a needs b, b tells a"
    expect(sync_cycles(system(facts)), set(), "sync_cycles", facts, "b does not wait for a")


def graphs_of_three():
    """Yield all ways in which three services can need each other and themselves, fewest first."""
    pairs = [" needs ".join(pair) for pair in itertools.product("abc", repeat=2)]
    for count in range(len(pairs) + 1):
        for facts in itertools.combinations(pairs, count):
            yield ", ".join(["a", "b", "c", *facts])


def graphs_of_six(count, verbs):
    """Yield graphs of six services, drawn at random, sparse ones first."""
    random = Random(6)
    pairs = [*itertools.product("abcdef", verbs, "abcdef")]
    for size in range(4, 12):
        for _ in range(count):
            yield ", ".join([*"abcdef", *(" ".join(random.choice(pairs)) for _ in range(size))])


def small_graphs():
    return itertools.chain(graphs_of_three(), graphs_of_six(20, ("needs", "tries", "tells")))


@cache
def walks(facts):
    """Return all pairs of the services that a walk has passed and where it is now."""
    calls = {name: one.needs | one.tries for name, one in system(facts).items()}
    found, waiting = set(), [(frozenset({name}), name) for name in calls]
    while waiting:
        passed, here = state = waiting.pop()
        if state not in found:
            found.add(state)
            waiting += [(passed | {callee}, callee) for callee in calls[here]]
    return found


def leads_to(services):
    """Return all pairs of services the first of which waits, in the end, for the second."""
    calls = {(a, b) for a, one in services.items() for b in one.needs | one.tries}
    for between, a, b in itertools.product(services, repeat=3):
        if (a, between) in calls and (between, b) in calls:
            calls.add((a, b))
    return calls


def test_cycles_agree_with_who_waits_for_whom_in_every_small_graph():
    for facts in small_graphs():
        services = system(facts)
        waits = leads_to(services)
        due = {
            frozenset(b for b in services if {(a, b), (b, a)} <= waits)
            for a in services
            if (a, a) in waits
        }
        why = "two are in one cycle if calls lead from each to the other"
        expect(sync_cycles(services), due, "sync_cycles", facts, why)


@pytest.mark.parametrize(
    ("facts", "due", "why"),
    [
        ("", "", "there is nobody"),
        ("a", "a", "a calls nobody, so the walk passes a alone"),
        ("c needs d, b needs c, a needs b", "a b c d", "each calls the next"),
        ("a needs b, a needs c, b needs d, c needs d", ["a b d", "a c d"], "no walk has b and c"),
        ("a needs d, a needs b, b needs c", "a b c", "the walk by d is shorter"),
        ("a needs b, c needs d, d needs e", "c d e", "a walk may begin anywhere"),
        ("a tries b, b needs c", "a b c", "a waits for b, though it could do without"),
        ("a needs b, b tells c, c needs d", ["a b", "c d"], "nobody waits for a message"),
        ("a needs a", "a", "a service counts once, however often a walk passes it"),
        ("a needs b, b needs c, c needs a", "a b c", "a cycle has no first service"),
        (
            "a needs b, b needs c, c needs b, b needs d",
            "a b c d",
            "the walk a, b, c, b, d comes back to b, and passes four services",
        ),
        (
            "a needs b, b needs a, a needs c, a needs d, d needs e, e needs d",
            "a b d e",
            "from one cycle a walk can go on into another",
        ),
    ],
)
def test_the_longest_chain_passes_as_many_services_as_a_walk_can(facts, due, why):
    expect_chain(facts, groups(*([due] if isinstance(due, str) else due)), why)


def expect_chain(facts, due, why):
    got = longest_chain(system(facts))
    assert got in list(due), (
        f"{why}\nin '{facts or 'no service'}', longest_chain must be "
        f"{' or '.join(sorted(map(shown, due)))}, not {shown(got)}"
    )


def test_the_longest_chain_agrees_with_all_walks_in_every_small_graph():
    for facts in small_graphs():
        passed = {services for services, _ in walks(facts)}
        most = max(map(len, passed))
        due = {services for services in passed if len(services) == most}
        expect_chain(facts, due, f"the longest walk passes {most} services")


def test_the_longest_chain_is_found_without_trying_every_walk(cost):
    tiers = [[f"{tier}{number}" for number in range(3)] for tier in "abcdefghijk"]
    calls = [f"{a} needs {b}" for up, low in itertools.pairwise(tiers) for a in up for b in low]
    services = system(", ".join(calls))
    counted = cost.twin(longest_chain)
    steps = cost.measure(lambda: counted(services)).total
    assert steps < MOST_STEPS, (
        "11 tiers of 3 services, each of which needs all of the next tier, have 177,147 walks from "
        f"top to bottom; longest_chain must take less than {MOST_STEPS:,} steps, not {steps:,}"
    )


@pytest.mark.parametrize(
    ("facts", "due", "why"),
    [
        ("a uses users, b uses orders, a needs b", {}, "each has tables of its own"),
        ("a uses t, b uses t, c uses u", {"t": "a b"}, "a and b touch t, c alone touches u"),
        ("a uses t, b uses t, c uses t, c uses u", {"t": "a b c"}, "three touch t"),
        ("a uses t, b uses t, b uses u, c uses u", {"t": "a b", "u": "b c"}, "b has two of them"),
    ],
)
def test_a_table_that_several_services_touch_is_shared(facts, due, why):
    due = {table: frozenset(users.split()) for table, users in due.items()}
    expect(shared_tables(system(facts)), due, "shared_tables", facts, why)


@pytest.mark.parametrize(
    ("history", "due", "why"),
    [
        ("ab ab ab", ["a b"], "a and b were released three times, always together"),
        ("ab ab", [], "two releases in common are too few to tell"),
        ("a a a b b b", [], "a and b never were in one release"),
        ("ab ab ab ab b b b b", [], "b went alone four times, though a never did"),
        ("ab ab ab a", [], "3 of 4 releases had both, which is less than 4 in 5"),
        ("ab ab ab ab a", ["a b"], "4 of 5 releases had both, and that is enough"),
        ("ab ab ab ab ab ab ab a b", [], "of 9 releases with either, only 7 had both"),
        ("ab ab ab c c c c", ["a b"], "releases with neither a nor b say nothing of the two"),
        ("abc abc abc", ["a b", "a c", "b c"], "each two of the three are a pair"),
        ("ab ab ab ab abc bc bc", [], "5 of 7 had a and b, 3 of 7 had b and c"),
    ],
)
def test_a_pair_goes_in_lockstep_if_it_is_seldom_released_apart(history, due, why):
    releases = [frozenset(release) for release in history.split()]
    expect(lockstep(releases), groups(*due), "lockstep", f"releases {history}", why)


@pytest.mark.parametrize(
    ("facts", "down", "due", "why"),
    [
        ("a needs b", "a", "a", "a is down; b does not need a"),
        ("a needs b, c needs b, d", "b", "a b c", "a and c need b"),
        ("a needs b, b needs c, c needs d", "c", "a b c", "a needs b, which needs c"),
        ("a needs b, b tries c", "c", "c", "b falls back, so a has its answer as well"),
        ("a needs b, b tells c", "c", "c", "messages wait in the queue until c is back"),
        ("a tries b, b needs c", "c", "b c", "b fails with c, but a can do without b"),
        ("a tries b, a needs c, c needs b", "b", "a b c", "a can do without b, but not without c"),
        ("a needs b, b needs c, c needs a, d needs a", "b", "a b c d", "b is in a cycle"),
        ("a needs b, b uses t, c uses t", "b", "a b", "c reads the table, it does not call b"),
    ],
)
def test_who_needs_what_is_down_is_down_as_well(facts, down, due, why):
    got = blast_radius(system(facts), down)
    expect(got, frozenset(due.split()), f"blast_radius with {down} down", facts, why)


def smallest_outage(services, down):
    """Return the smallest set with `down` in it such that nobody outside needs one inside."""
    sizes = range(1, len(services) + 1)
    candidates = itertools.chain(*(itertools.combinations(services, size) for size in sizes))
    return next(
        frozenset(some)
        for some in candidates
        if down in some and all(n in some or services[n].needs.isdisjoint(some) for n in services)
    )


def test_the_radius_agrees_with_the_smallest_outage_that_explains_itself():
    for facts in small_graphs():
        services = system(facts)
        for down in services:
            due = smallest_outage(services, down)
            why = "the rest must need nobody in there, and nobody may be in there without need"
            got = blast_radius(services, down)
            expect(got, due, f"blast_radius with {down} down", facts, why)


def handler(name, service, urls, http, queue):
    """Return a real service, which asks what it needs and tries before it answers."""

    def answers(callee):
        try:
            return http.get(urls[callee]).status_code == 200
        except httpx.TransportError:
            return False

    def handle(request):
        for callee in service.tries:
            answers(callee)
        queue.extend((name, receiver) for receiver in service.tells)
        return Response(200 if all(map(answers, service.needs)) else 502)

    return handle


def those_without_an_answer(services, down):
    """Run the services on real sockets, all but one, and ask each."""
    urls, queue = {}, []
    with contextlib.ExitStack() as stack:
        http = stack.enter_context(httpx.Client(trust_env=False, verify=False, timeout=10))
        urls[down] = stack.enter_context(refused())
        for name in services.keys() - {down}:
            handle = handler(name, services[name], urls, http, queue)
            urls[name] = stack.enter_context(serve(handle)).url
        return frozenset(name for name in services if not _is_up(http, urls[name]))


def _is_up(http, url):
    with contextlib.suppress(httpx.TransportError):
        return http.get(url).status_code == 200
    return False


def test_real_services_fail_as_the_radius_foretells():
    facts = (
        "web needs orders, web tries prices, orders needs stock, orders tells mail, "
        "stock needs store, prices needs store, mail needs store"
    )
    services = system(facts)
    for down in services:
        got = blast_radius(services, down)
        seen = those_without_an_answer(services, down)
        why = f"on real sockets, with nobody at {down}'s port, no answer came from {shown(seen)}"
        expect(got, seen, f"blast_radius with {down} down", facts, why)


@pytest.mark.parametrize(
    ("facts", "history", "due", "why"),
    [
        ("a needs b, b needs c, c needs d", "", {}, "a long chain binds nobody"),
        ("a needs z, b needs z, c needs z, d needs z", "", {}, "a large radius binds nobody"),
        ("a needs b, b needs a, c", "", {"a b": "sync cycle"}, "a and b wait for each other"),
        ("a uses t, b uses t, c", "", {"a b": "shared table"}, "a and b share t"),
        ("a, b, c", "ab ab ab c", {"a b": "lockstep"}, "a and b are released together"),
        ("a needs a, b", "", {}, "a service that calls itself is bound to nobody"),
        ("a uses t, b uses u", "ab a b", {}, "nothing was found that binds a and b"),
        (
            "a needs b, b needs a, b uses t, c uses t, d",
            "cd cd cd",
            {"a b c d": "sync cycle+shared table+lockstep"},
            "a cycle binds a to b, a table binds b to c, releases bind c to d",
        ),
        (
            "d uses t, a uses t, a uses u, c uses u, b uses v, c uses v",
            "",
            {"a b c d": "shared table"},
            "d is bound to a, a to c, c to b",
        ),
        (
            "a needs b, b needs a, b needs c, c uses t, d uses t",
            "",
            {"a b": "sync cycle", "c d": "shared table"},
            "b needs c, which binds nobody, so there are two groups, each with its own kind",
        ),
        (
            "a needs a, a uses t, b uses t",
            "",
            {"a b": "shared table"},
            "a cycle of one service is no finding of two or more",
        ),
    ],
)
def test_whoever_is_bound_by_findings_is_in_one_monolith(facts, history, due, why):
    releases = [frozenset(release) for release in history.split()]
    due = {frozenset(group.split()): set(kinds.split("+")) for group, kinds in due.items()}
    what = f"monoliths with {f'releases {history}' if history else 'no release'}"
    expect(monoliths(system(facts), releases), due, what, facts, why)


def test_no_argument_is_changed():
    facts = "a needs b, b needs a, b tries c, c tells d, c uses t, d uses t, d needs e"
    services, releases = system(facts), [{"a", "e"} for _ in range(3)]
    for work in (sync_cycles, longest_chain, shared_tables):
        work(services)
    lockstep(releases)
    blast_radius(services, "a")
    monoliths(services, releases)
    got, due = (services, releases), (system(facts), [{"a", "e"} for _ in range(3)])
    assert got == due, f"the functions may only read, but {due} became {got}"
