from collections import Counter
from itertools import accumulate, cycle, islice, repeat
from random import Random

import httpx
import pytest

from dojo.kit.http import Response
from dojo.kit.servers.http import Reset, serve
from katas.microservices.retry_with_jitter import RetryBudget, delays, retry

JITTERS = ["none", "full", "equal", "decorrelated"]
RANDOM = JITTERS[1:]
DOWN = (ConnectionError,)
MANY = 100


# Delays


class Draws(Random):
    """Draws these fractions of a range, one after the other, over and over."""

    def __init__(self, *fractions):
        super().__init__(0)
        self.fractions = cycle(fractions)

    def random(self):
        return next(self.fractions)


def first(count, jitter, *fractions, base=1, cap=10):
    return list(islice(delays(jitter, base=base, cap=cap, rng=Draws(*fractions)), count))


def assert_delays(jitter, fractions, due, because):
    got = first(len(due), jitter, *fractions)
    assert got == pytest.approx(due), (
        f"base=1, cap=10, jitter {jitter!r}, and an rng that draws these fractions of a range in "
        f"turn: {fractions}; {because}, so the delays are {due}; got {got}"
    )


def test_without_jitter_the_delay_doubles_up_to_the_cap():
    assert_delays("none", [0.5], [1, 2, 4, 8, 10, 10, 10], "nothing is drawn")


def test_full_jitter_draws_from_zero_to_the_limit():
    because = "each is drawn from 0 to the limit: 1, 2, 4, 8, then the cap"
    assert_delays("full", [1.0], [1, 2, 4, 8, 10, 10], because)
    assert_delays("full", [0.5], [0.5, 1, 2, 4, 5, 5], because)
    assert_delays("full", [0.0], [0, 0, 0, 0, 0, 0], because)


def test_equal_jitter_waits_half_the_limit_and_draws_the_rest():
    because = "each is half the limit (1, 2, 4, 8, then the cap) and a draw from the other half"
    assert_delays("equal", [1.0], [1, 2, 4, 8, 10, 10], because)
    assert_delays("equal", [0.5], [0.75, 1.5, 3, 6, 7.5, 7.5], because)
    assert_delays("equal", [0.0], [0.5, 1, 2, 4, 5, 5], because)


def test_decorrelated_jitter_draws_up_to_three_times_the_delay_before():
    because = "each is drawn from 1 to three times the delay before, and is 10 if that gives more"
    assert_delays("decorrelated", [1.0], [3, 9, 10, 10], because)
    assert_delays("decorrelated", [0.5], [2, 3.5, 5.75, 9.125, 10, 10], because)
    assert_delays("decorrelated", [0.0], [1, 1, 1, 1], because)
    assert_delays("decorrelated", [1.0, 0.0, 0.5], [3, 1, 2, 6, 1, 2], because)


def test_each_delay_has_a_draw_of_its_own():
    because = "each delay has a draw of its own"
    assert_delays("full", [1.0, 0.25, 0.5], [1, 0.5, 2, 8, 2.5, 5], because)
    assert_delays("equal", [1.0, 0.0, 0.5], [1, 1, 3, 8, 5, 7.5], because)


def test_delays_go_on_for_ever_and_never_exceed_the_cap():
    for jitter in JITTERS:
        got, error = [], None
        try:
            got = first(3000, jitter, 0.999, base=0.5, cap=7)
        except OverflowError as raised:
            error = raised
        what = f"jitter {jitter!r}, base=0.5, cap=7"
        assert error is None, f"{what}: delays go on for ever; within 3000 of them came {error!r}"
        assert len(got) == 3000, f"{what}: delays go on for ever; they ended after {len(got)}"
        assert max(got) <= 7, f"{what}: no delay may exceed the cap; one is {max(got)}"


def test_delays_of_two_calls_do_not_mix():
    for jitter in JITTERS:
        one, two = (delays(jitter, base=1, cap=10, rng=Draws(1.0)) for _ in range(2))
        list(islice(one, 3))
        got, due = list(islice(two, 3)), first(3, jitter, 1.0)
        assert got == due, (
            f"jitter {jitter!r}: one iterator had given three delays, another was new and had to "
            f"begin with {due}; it gave {got}"
        )


BAD = [("ful", 1, 10), ("none", 0, 10), ("full", -1, 10), ("decorrelated", 2, 1), ("equal", 2, 1)]


def test_settings_that_make_no_sense_are_refused_at_once():
    for jitter, base, cap in BAD:
        try:
            got = delays(jitter, base=base, cap=cap, rng=Draws(0.5))
        except ValueError as error:
            got = error
        assert isinstance(got, ValueError), (
            f"delays({jitter!r}, base={base}, cap={cap}) must raise ValueError, when it is called "
            f"and not when the first delay is asked for; got {got!r}"
        )


def test_base_and_cap_may_be_equal():
    got = first(3, "none", 0.5, base=2, cap=2)
    assert got == [2, 2, 2], f"base=2, cap=2, jitter 'none': each delay is 2; got {got}"


def busiest(jitter):
    """Let 200 clients fail at once and retry four times; return the most in a tenth of a second."""
    moments = Counter()
    for client in range(200):
        pauses = islice(delays(jitter, base=1, cap=8, rng=Random(client)), 4)
        moments.update(int(moment * 10) for moment in accumulate(pauses))
    return max(moments.values())


def test_jitter_disperses_a_herd():
    together = busiest("none")
    assert together == 200, f"200 clients without jitter return together; {together} did"
    for jitter in RANDOM:
        spread = busiest(jitter)
        assert spread <= 200 / 3, (
            f"200 clients fail at the same moment and retry with jitter {jitter!r}: no tenth of a "
            f"second may see a third of them; the busiest saw {spread}"
        )


# Retry


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self):
        self.now = 0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds
        if len(self.slept) > MANY:
            pytest.fail(f"it slept more than {MANY} times")


class Service:
    """Raises these errors, one a call, then returns a value; each call takes some seconds."""

    def __init__(self, time, *errors, takes=0):
        self.time, self.errors, self.takes = time, errors, takes
        self.calls = 0

    def __call__(self):
        self.calls += 1
        self.time.now += self.takes
        if self.calls > MANY:
            pytest.fail(f"fn was called more than {MANY} times")
        if self.calls <= len(self.errors):
            raise self.errors[self.calls - 1]
        return f"value {self.calls}"


def outcome(service, pauses=(1, 2, 3), timeout=60, budget=None):
    """Return the value, or the error that came out."""
    time = service.time
    named = {"timeout": timeout, "retry_on": DOWN, "clock": time, "sleep": time.sleep}
    try:
        return retry(service, pauses, **named, budget=budget)
    except NotImplementedError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        return error


def errors(count):
    return [ConnectionError(f"error {number}") for number in range(1, count + 1)]


def assert_calls(service, calls, slept, because):
    got = service.calls, service.time.slept
    assert got == (calls, slept), (
        f"{because}: fn must be called {calls} times and the sleeps be {slept}; it was called "
        f"{got[0]} times, and the sleeps were {got[1]}"
    )


def test_a_call_that_works_is_made_once():
    service = Service(Time())
    got = outcome(service)
    assert got == "value 1", f"fn returned 'value 1', and retry must too; got {got!r}"
    assert_calls(service, 1, [], "the first attempt worked")


def test_a_call_that_fails_is_made_again_after_the_next_pause():
    service = Service(Time(), ConnectionError(), ConnectionResetError())
    got = outcome(service)
    assert got == "value 3", f"two attempts failed, the third returned 'value 3'; got {got!r}"
    assert_calls(service, 3, [1, 2], "pauses [1, 2, 3], two attempts failed, the third worked")


def test_the_attempt_after_the_last_pause_counts():
    service = Service(Time(), *errors(3))
    got = outcome(service)
    assert got == "value 4", f"3 pauses, 3 failures, then fn returned 'value 4'; got {got!r}"


def test_after_the_last_attempt_its_error_comes_out_and_nothing_is_slept():
    for pauses in [1, 2, 3], [1], []:
        failures = errors(9)
        service = Service(Time(), *failures)
        got = outcome(service, pauses)
        last = failures[len(pauses)]
        because = f"pauses {pauses}, every attempt fails, and nothing is slept after the last one"
        assert_calls(service, len(pauses) + 1, pauses, because)
        assert got is last, f"pauses {pauses}: out comes the last error, {last!r}; got {got!r}"


@pytest.mark.parametrize("error", [KeyError("a bug"), KeyboardInterrupt()])
def test_errors_of_other_kinds_come_out_at_once(error):
    service = Service(Time(), ConnectionError(), error)
    got = outcome(service)
    assert_calls(service, 2, [1], f"attempt 2 raised {error!r}, which is not in retry_on")
    assert got is error, f"fn raised {error!r}, and that must come out; got {got!r}"


def test_no_sleep_begins_that_would_end_too_late():
    for timeout, calls in (6, 2), (5.99, 2), (6.01, 3):
        failures = errors(9)
        service = Service(Time(), *failures)
        got = outcome(service, [2, 4], timeout=timeout)
        because = f"pauses [2, 4], timeout={timeout}, and the second sleep would end at 6 s"
        assert_calls(service, calls, [2, 4][: calls - 1], because)
        last = failures[calls - 1]
        assert got is last, f"{because}: out comes the last error, {last!r}; got {got!r}"


def test_the_timeout_ends_even_endless_pauses():
    service = Service(Time(), *errors(MANY))
    outcome(service, repeat(1), timeout=4.5)
    assert_calls(
        service, 5, [1, 1, 1, 1], "endless pauses of 1 s, timeout=4.5, every attempt fails"
    )


def test_the_time_of_the_attempts_counts():
    time = Time()
    time.now = 1000
    service = Service(time, *errors(9), takes=3)
    outcome(service, repeat(1), timeout=10)
    because = "timeout=10, endless pauses of 1 s, and each attempt fails after 3 s: the next "
    assert_calls(service, 3, [1, 1], because + "begin after 4 and 8 s, and a fourth would after 12")


def test_a_value_that_comes_late_is_a_value():
    service = Service(Time(), ConnectionError(), takes=8)
    got = outcome(service, [1], timeout=10)
    assert got == "value 2", (
        f"timeout=10: an attempt that began after 9 s worked, and took 8 s: 'value 2'; got {got!r}"
    )


# The budget


class SlowBudget:
    """The promise in quarters of a token."""

    def __init__(self):
        self.quarters = 8

    def earn(self):
        self.quarters = min(8, self.quarters + 1)

    def spend(self):
        if self.quarters < 4:
            return False
        self.quarters -= 4
        return True

    @property
    def because(self):
        return f"now it holds {self.quarters / 4:g} tokens"


def test_a_budget_agrees_with_a_slow_model(histories):
    histories.agree(
        {"budget_of": lambda: RetryBudget(ratio=0.25, burst=2)},
        {"budget_of": SlowBudget},
        start="budget = budget_of()",
        operations=["budget.earn()", "budget.spend()"],
        length=8,
        promise="with ratio=0.25, burst=2 a budget begins with 2 tokens, never holds more, earns a "
        "quarter and spends a whole one",
        because="budget.because",
    )


def left(budget):
    """Return how many tokens can be taken."""
    return next((taken for taken in range(MANY) if not budget.spend()), MANY)


def test_a_call_earns_once_and_each_retry_spends_a_token():
    budget = RetryBudget(ratio=1, burst=9)
    left(budget)
    for _ in range(4):
        budget.earn()
    got = outcome(Service(Time(), *errors(2)), budget=budget)
    assert got == "value 3", f"4 tokens, two failures, then fn returned 'value 3'; got {got!r}"
    tokens = left(budget)
    assert tokens == 3, (
        "ratio=1, and 4 tokens were there; a call earned one, once, not with each attempt, and its "
        f"two retries spent one each, so 3 must be left; there are {tokens}"
    )


def test_a_call_earns_before_it_tries():
    budget = RetryBudget(ratio=1, burst=1)
    left(budget)
    service = Service(Time(), ConnectionError())
    got = outcome(service, budget=budget)
    assert got == "value 2", (
        "ratio=1, no token left: a call earns one first, so after its failure it can retry and "
        f"gets 'value 2'; got {got!r}"
    )


def test_without_a_token_the_error_comes_out_and_nothing_is_slept():
    budget = RetryBudget(ratio=0.25, burst=1)
    failures = errors(9)
    service = Service(Time(), *failures)
    got = outcome(service, budget=budget)
    assert_calls(service, 2, [1], "one token, pauses [1, 2, 3], and every attempt fails")
    assert got is failures[1], f"no token left: out comes {failures[1]!r}; got {got!r}"


def test_in_an_outage_retries_stay_within_the_budget():
    budget, time = RetryBudget(ratio=0.25, burst=5), Time()
    left(budget)
    retries = 0
    for _ in range(80):
        service = Service(time, *errors(9))
        outcome(service, (0.5, 0.5), budget=budget)
        retries += service.calls - 1
        time.slept.clear()
    assert retries == 20, (
        "ratio=0.25, no token is left, and everything fails: 80 calls, which two pauses would let "
        f"retry 160 times, may retry 80 / 4 = 20 times; they did {retries} times"
    )


def test_who_gives_up_for_another_reason_spends_no_token():
    reasons = {
        "after the last pause": ([], 60, ConnectionError()),
        "because of the timeout": ([9], 9, ConnectionError()),
        "because of an error that is not in retry_on": ([1], 60, KeyError()),
    }
    for reason, (pauses, timeout, error) in reasons.items():
        budget = RetryBudget(ratio=0.25, burst=3)
        outcome(Service(Time(), error), pauses, timeout, budget)
        tokens = left(budget)
        assert tokens == 3, (
            f"a budget held 3 tokens, and a call gave up {reason}: no retry, so none is spent; "
            f"{tokens} were left"
        )


# Over a socket


def test_a_connection_that_breaks_is_tried_again():
    time, answers = Time(), iter([Reset(), Reset(), Response(200, body=b"notes")])
    with serve(lambda request: next(answers)) as server:
        client = server.client()
        try:
            got = retry(
                lambda: client.get("/notes").text,
                islice(delays("equal", base=1, cap=10, rng=Draws(0.0)), 2),
                timeout=60,
                retry_on=(httpx.TransportError,),
                clock=time,
                sleep=time.sleep,
            )
        except httpx.TransportError as error:
            got = error
        seen = len(server.requests)
    assert (got, seen, time.slept) == ("notes", 3, pytest.approx([0.5, 1])), (
        "a real server reset two connections and answered the third request: the text is 'notes', "
        f"after 3 requests and sleeps of 0.5 and 1 s; got {got!r} after {seen} and {time.slept}"
    )
