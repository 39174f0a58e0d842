from fractions import Fraction
from itertools import product

from katas.microservices.availability_calculus import (
    Service,
    availability,
    budget_left,
    error_budget,
    k_of_n,
    parallel,
    retried,
    series,
)

HALF, THIRD, NINE, EIGHT = Fraction(1, 2), Fraction(1, 3), Fraction(9, 10), Fraction(8, 10)
TWO_NINES, THREE_NINES = Fraction(99, 100), Fraction(999, 1000)


def told(value):
    """Write down parts, needs and results as a reader would."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Service):
        return f"{value.up} {told(value.needs)}" if value.needs else str(value.up)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(told, value))}]"
    if isinstance(value, dict):
        return ", ".join(f"{name}: {told(service)}" for name, service in value.items())
    return repr(value)


def assert_is(got, right, what):
    assert got == right, f"{what} is exactly {told(right)}, not {told(got)}"


def share_of_states(parts, works):
    """Add up, over all states of the parts, how often there is one in which the system works."""
    total = Fraction(0)
    for states in product([True, False], repeat=len(parts)):
        if works(states):
            weight = Fraction(1)
            for part, is_up in zip(parts, states, strict=True):
                weight *= part if is_up else 1 - part
            total += weight
    return total


def small_systems():
    values = Fraction(0), THIRD, NINE, Fraction(1)
    return [parts for size in range(4) for parts in product(values, repeat=size)]


# Parts


def test_in_series_all_parts_must_work():
    assert_is(series([NINE, EIGHT]), Fraction(72, 100), "series([9/10, 4/5]): both work, which")
    assert_is(series([THIRD]), THIRD, "series([1/3])")
    assert_is(series([]), 1, "series([]): nothing can fail, so it")


def test_a_series_of_many_good_parts_is_a_bad_one():
    right = Fraction(99**100, 100**100)
    assert_is(series([TWO_NINES] * 100), right, "series of a hundred parts of 99/100, 36.6 %,")


def test_in_parallel_one_part_is_enough():
    assert_is(parallel([NINE, EIGHT]), Fraction(98, 100), "parallel([9/10, 4/5]): one may fail; it")
    assert_is(parallel([THIRD]), THIRD, "parallel([1/3])")
    assert_is(parallel([]), 0, "parallel([]): nothing can work, so it")


def test_at_least_k_parts_must_work():
    for k, right in enumerate(["1", "999/1000", "243/250", "729/1000", "0"]):
        got = k_of_n(k, [NINE] * 3)
        assert_is(got, Fraction(right), f"k_of_n({k}, [9/10, 9/10, 9/10]): {k} or more work; it")


def test_parts_of_k_of_n_may_differ():
    parts = [NINE, HALF, Fraction(1, 10)]
    for k, right in enumerate(["1", "191/200", "1/2", "9/200"]):
        got = k_of_n(k, parts)
        assert_is(got, Fraction(right), f"k_of_n({k}, {told(parts)}): the parts differ, and it")


def test_every_small_system_agrees_with_a_sum_over_its_states():
    for parts in small_systems():
        assert_is(series(parts), share_of_states(parts, all), f"series({told(parts)})")
        assert_is(parallel(parts), share_of_states(parts, any), f"parallel({told(parts)})")
        for k in range(5):
            right = share_of_states(parts, lambda states, k=k: sum(states) >= k)
            assert_is(k_of_n(k, parts), right, f"k_of_n({k}, {told(parts)})")


def test_the_work_of_k_of_n_is_quadratic(cost):
    counted = cost.twin(k_of_n)
    cost.at_most(
        "O(n**2)",
        lambda parts: counted(len(parts) // 2, parts),
        prepare=lambda n: [HALF] * n,
        promise="k_of_n takes O(n**2) steps for n parts",
        sizes=(2, 4, 8, 16),
    )


def test_k_of_n_is_exact_for_many_parts():
    got = k_of_n(8, [HALF] * 15)
    assert_is(got, HALF, "k_of_n(8, 15 parts of 1/2): more of them work than not, which")


# Retries


def test_a_retry_makes_up_for_a_call_that_got_lost():
    for attempts, right in (1, "4/5"), (2, "24/25"), (3, "124/125"):
        got = retried(Fraction(1), Fraction(1, 5), attempts)
        what = f"up 1, each fifth attempt gets lost, {attempts} attempts: not all of them do; it"
        assert_is(got, Fraction(right), what)


def test_no_retry_ends_an_outage():
    for attempts in 1, 2, 10:
        got = retried(NINE, Fraction(0), attempts)
        assert_is(got, NINE, f"up 9/10, nothing gets lost, {attempts} attempts share an outage: it")


def test_retries_agree_with_a_sum_over_all_that_may_happen():
    for up, loss, attempts in product([Fraction(0), NINE, Fraction(1)], [0, THIRD, 1], [1, 2, 4]):
        parts = [up, *[1 - Fraction(loss)] * attempts]
        right = share_of_states(parts, lambda states: states[0] and any(states[1:]))
        got = retried(up, Fraction(loss), attempts)
        assert_is(got, right, f"retried({up}, loss={loss}, attempts={attempts})")


# A graph of calls


def assert_available(services, name, right, because):
    got = availability(services, name)
    assert_is(got, right, f"{told(services)}\n{because}, so the availability of {name!r}")


def test_a_service_without_needs_works_while_it_is_up():
    services = {"a": Service(NINE), "b": Service(HALF)}
    assert_available(services, "a", NINE, "a needs nobody")
    assert_available(services, "b", HALF, "b needs nobody")


def test_a_need_makes_a_service_worse():
    services = {"a": Service(NINE, [["b"]]), "b": Service(EIGHT)}
    assert_available(services, "a", Fraction(72, 100), "both a and b must be up")


def test_what_a_need_needs_counts_too():
    services = {
        "a": Service(NINE, [["b"]]),
        "b": Service(EIGHT, [["c"]]),
        "c": Service(HALF, [["d"]]),
        "d": Service(THIRD),
    }
    assert_available(services, "a", Fraction(12, 100), "all four must be up")
    assert_available(services, "b", Fraction(2, 15), "b, c and d must be up")


def test_all_needs_must_be_met():
    services = {"a": Service(NINE, [["b"], ["c"]]), "b": Service(EIGHT), "c": Service(HALF)}
    assert_available(services, "a", Fraction(36, 100), "a needs both b and c")


def test_a_fallback_serves_when_the_first_fails():
    services = {"a": Service(NINE, [["b", "c"]]), "b": Service(EIGHT), "c": Service(HALF)}
    assert_available(services, "a", Fraction(81, 100), "a needs b, or c as its fallback")


def test_needs_that_share_a_service_fail_together():
    services = {
        "shop": Service(Fraction(1), [["stock"], ["prices"]]),
        "stock": Service(Fraction(1), [["database"]]),
        "prices": Service(Fraction(1), [["database"]]),
        "database": Service(NINE),
    }
    because = "only the database fails, and it is shared: it is down for both or for none"
    assert_available(services, "shop", NINE, because)


def test_a_fallback_that_shares_what_fails_is_none():
    services = {
        "shop": Service(Fraction(1), [["search", "list"]]),
        "search": Service(NINE, [["database"]]),
        "list": Service(NINE, [["database"]]),
        "database": Service(HALF),
    }
    because = "the database is shared: without it neither of the two works"
    assert_available(services, "shop", Fraction(99, 200), because)


def test_a_service_that_is_needed_directly_and_through_another_is_one():
    services = {
        "a": Service(NINE, [["b"], ["c"]]),
        "b": Service(EIGHT, [["c"]]),
        "c": Service(HALF),
    }
    assert_available(services, "a", Fraction(36, 100), "c is shared by a and b")


def test_to_call_it_again_does_not_help():
    for needs in [["b", "b", "b"]], [["b"], ["b"]]:
        services = {"a": Service(Fraction(1), needs), "b": Service(EIGHT)}
        assert_available(services, "a", EIGHT, "b keeps its state for the whole request")


def test_who_is_not_needed_does_not_matter():
    services = {"a": Service(NINE), "b": Service(HALF, [["a"]]), "c": Service(Fraction(0))}
    assert_available(services, "a", NINE, "a needs neither b nor c")


def small_graphs():
    """Yield graphs of a, b, c and d, where each may need those that come after it."""
    needs_of_c = [], [["d"]]
    needs_of_b = [], [["c"]], [["c", "d"]], [["c"], ["d"]]
    needs_of_a = (
        *([["b"]], [["b"], ["c"]], [["b", "c"]], [["c", "b", "d"]], [["b"], ["c"], ["d"]]),
        *([["b", "c"], ["d"]], [["b", "c"], ["b", "d"]], [["b", "c"], ["c", "d"], ["d", "b"]]),
    )
    for a, b, c in product(needs_of_a, needs_of_b, needs_of_c):
        yield {
            "a": Service(TWO_NINES, a),
            "b": Service(NINE, b),
            "c": Service(HALF, c),
            "d": Service(THIRD),
        }


def works(services, is_up, name):
    needs = services[name].needs
    met = [any(works(services, is_up, other) for other in need) for need in needs]
    return is_up[name] and all(met)


def test_every_small_graph_agrees_with_a_sum_over_its_states():
    for services in small_graphs():
        for name in services:
            right = share_of_states(
                [service.up for service in services.values()],
                lambda states, services=services, name=name: works(
                    services, dict(zip(services, states, strict=True)), name
                ),
            )
            assert_available(services, name, right, "over all states of a to d it works so often")


def test_two_regions_behind_one_balancer():
    services = {"balancer": Service(THREE_NINES, [["web 1", "web 2"]])}
    for region in 1, 2:
        services[f"web {region}"] = Service(
            NINE, [[f"api {region}"], [f"cache {region}", "origin"]]
        )
        services[f"api {region}"] = Service(NINE, [[f"database {region}"]])
        services[f"cache {region}"] = Service(HALF)
        services[f"database {region}"] = Service(NINE)
    services["origin"] = Service(HALF)
    chain = NINE**3
    with_origin, without = 1 - (1 - chain) ** 2, 1 - (1 - chain * HALF) ** 2
    right = THREE_NINES * HALF * (with_origin + without)
    assert_available(services, "balancer", right, "ten services, and both regions share an origin")


# Budgets


def test_the_budget_is_what_the_objective_leaves():
    for objective, days, right in [
        (THREE_NINES, 30, Fraction(216, 5)),
        (TWO_NINES, 1, Fraction(72, 5)),
        (Fraction(9999, 10000), 365, Fraction(1314, 25)),
        (Fraction(1), 30, Fraction(0)),
        (Fraction(0), 2, Fraction(2880)),
    ]:
        got = error_budget(objective, days)
        assert_is(got, right, f"error_budget({objective}, days={days}), in minutes,")


def test_incidents_take_from_the_budget():
    incidents = [(Fraction(20), Fraction(1)), (Fraction(5, 2), Fraction(1))]
    got = budget_left(THREE_NINES, 30, incidents)
    assert_is(got, Fraction(207, 10), "of 43.2 minutes, after outages of 20 and 2.5, what is left")
    got = budget_left(THREE_NINES, 30, [])
    assert_is(got, Fraction(216, 5), "of 43.2 minutes, without incidents, what is left")


def test_an_incident_counts_by_the_share_of_requests_that_failed():
    incidents = [(Fraction(60), Fraction(1, 4)), (Fraction(1), THIRD), (Fraction(99), Fraction(0))]
    got = budget_left(THREE_NINES, 30, iter(incidents))
    what = (
        "of 43.2 minutes, after 60 minutes in which 1/4 of the requests failed, one with 1/3 and "
        "99 with none, what is left"
    )
    assert_is(got, Fraction(418, 15), what)


def test_a_budget_may_be_overspent():
    got = budget_left(TWO_NINES, 1, [(Fraction(20), Fraction(1))])
    assert_is(got, Fraction(-28, 5), "of 14.4 minutes, after an outage of 20, what is left")
