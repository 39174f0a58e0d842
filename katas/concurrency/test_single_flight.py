import asyncio
import contextlib
import gc
import itertools
import weakref

import pytest

from katas.concurrency.single_flight import SingleFlight

HOUR = 3600

ORDINALS = ["first", "second", "third"]


class BrokenError(Exception):
    """What our calls raise, and nobody else."""


class Load:
    """The `fn` of most tests: ten seconds, then "answer 1", next time "answer 2", or an error."""

    def __init__(self, answer="answer", *, seconds=10, cleanup=0, error=None):
        self.answer = answer
        self.seconds = seconds
        self.cleanup = cleanup
        self.error = error
        self.calls = 0
        self.cancelled_at = []

    async def __call__(self):
        self.calls += 1
        number = self.calls
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            self.cancelled_at.append(asyncio.get_running_loop().time())
            await asyncio.sleep(self.cleanup)
            raise
        if self.error:
            raise self.error
        return f"{self.answer} {number}"


def start(flight, *fns, key="k"):
    """Return one task for each fn, which asks for the key with it."""
    return [asyncio.create_task(flight.do(key, fn)) for fn in fns]


async def ends_of(callers):
    """Wait for the callers; return what each ended with, a value or an exception."""
    return await asyncio.gather(*callers, return_exceptions=True)


async def cancel(*callers):
    """Cancel the callers, and return once each of them has taken notice, if not before."""
    for caller in callers:
        caller.cancel()
    await asyncio.sleep(1)


def test_the_caller_gets_what_fn_returns(clock):
    async def fn():
        return 42

    got = clock.run(SingleFlight().do("k", fn))
    assert got == 42, f"fn returned 42, do returned {got!r}"


@pytest.mark.parametrize("value", [42, None])
def test_callers_at_the_same_time_share_one_call(clock, value):
    calls = []

    async def fn():
        calls.append(clock.now)
        await asyncio.sleep(10)
        return value

    async def main():
        return await ends_of(start(SingleFlight(), fn, fn, fn))

    got = clock.run(main())
    assert len(calls) == 1, (
        f"three callers asked for one key at the same time, and fn was called {len(calls)} times: "
        "whoever comes while a call is running must find it"
    )
    assert got == [value] * 3, f"one call returned {value!r} for three callers, they got {got}"


def test_whoever_comes_late_shares_the_call_that_is_running(clock):
    early, late = Load(), Load()

    async def main():
        flight = SingleFlight()
        callers = start(flight, early)
        await asyncio.sleep(9)
        return await ends_of([*callers, *start(flight, late)])

    got = clock.run(main())
    assert late.calls == 0, "one call was running since 0 s; who came at 9 s had its own fn called"
    assert got == ["answer 1"] * 2, f"one call answered 'answer 1', its two callers got {got}"
    assert clock.now == 10, f"the call began at 0 s and took 10, its callers ended at {clock.now}"


def test_different_keys_run_side_by_side(clock):
    loads = [Load(), Load(), Load()]

    async def main():
        flight = SingleFlight()
        callers = [flight.do(key, load) for key, load in enumerate(loads)]
        await ends_of(callers)

    clock.run(main())
    got = [load.calls for load in loads]
    assert got == [1, 1, 1], f"0, 1 and 2 are three keys, their fns were called {got} times"
    assert clock.now == 10, (
        f"three keys, ten seconds each, took {clock.now:g} seconds: different keys must not wait "
        "for one another"
    )


def test_keys_are_one_if_they_are_equal(clock):
    load = Load()
    keys = [1, "1", ("a", 1), ("a", 1.0), None]

    async def main():
        flight = SingleFlight()
        return await ends_of([flight.do(key, load) for key in keys])

    got = clock.run(main())
    want = ["answer 1", "answer 2", "answer 3", "answer 3", "answer 4"]
    assert got == want, (
        f"the keys were {keys}, of which only the two tuples are equal and share a call; "
        f"the answers must be {want}, not {got}"
    )


def test_two_single_flights_share_nothing(clock):
    load = Load()

    async def main():
        return await ends_of(start(SingleFlight(), load) + start(SingleFlight(), load))

    clock.run(main())
    assert load.calls == 2, f"two SingleFlights were asked once each, fn was called {load.calls}x"


def test_an_unhashable_key_is_refused_before_fn_is_called(clock):
    calls = []

    def fn():
        calls.append(clock.now)
        return asyncio.sleep(10)

    try:
        clock.run(SingleFlight().do(["a", "list"], fn))
    except TypeError:
        assert not calls, "the list as a key was refused, but only after fn had been called"
        return
    pytest.fail("do(['a', 'list'], fn) must raise TypeError: a list is no key")


ERRORS = [BrokenError("fn"), asyncio.CancelledError("fn")]
each_error = pytest.mark.parametrize("error", ERRORS, ids=["its error", "a CancelledError"])


@each_error
def test_what_fn_raises_reaches_all_callers(clock, error):
    load = Load(error=error)

    async def main():
        return await ends_of(start(SingleFlight(), load, load, load))

    got = clock.run(main())
    assert [type(end) for end in got] == [type(error)] * 3, (
        f"one call for three callers raised {error!r}, which is due to each; they got {got}"
    )


ENDINGS = {"an answer": None, "an error": BrokenError("fn")}
each_ending = pytest.mark.parametrize("error", ENDINGS.values(), ids=ENDINGS)


@each_ending
def test_after_the_end_the_next_caller_starts_a_new_call(clock, error):
    load = Load(error=error)
    later = Load()

    async def main():
        flight = SingleFlight()
        await ends_of(start(flight, load))
        return await ends_of(start(flight, later))

    got = clock.run(main())
    assert later.calls == 1, (
        f"a call ended with {error or 'an answer'!r}; the next caller got {got}, and its fn was "
        "not called: neither answers nor errors are kept"
    )


@each_ending
def test_whoever_returns_first_may_ask_again_at_once(clock, error):
    load = Load(error=error)
    again = Load("new answer")

    async def insist(flight):
        with contextlib.suppress(BrokenError):
            await flight.do("k", load)
        return await flight.do("k", again)

    async def main():
        flight = SingleFlight()
        return await ends_of([insist(flight) for _ in range(3)])

    got = clock.run(main())
    told = f"three callers of one call got {error or 'an answer'!r} and asked again at once"
    assert all(str(end).startswith("new answer") for end in got), (
        f"{told}, with another fn, and got {got}: the old call must be forgotten before the first "
        "of its callers goes on"
    )
    assert got == ["new answer 1"] * 3, (
        f"{told}, and got {got}: the new call is for all three, whoever leaves the old one late "
        "must not forget it"
    )


def test_in_flight_counts_the_keys_with_a_running_call(clock):
    async def main():
        flight = SingleFlight()
        counts = [flight.in_flight()]
        short = start(flight, Load(), Load(), Load(), key="short")
        long = start(flight, Load(seconds=20), key="long")
        await asyncio.sleep(1)
        counts.append(flight.in_flight())
        await ends_of(short)
        counts.append(flight.in_flight())
        await ends_of(long)
        return [*counts, flight.in_flight()]

    got = clock.run(main())
    assert got == [0, 2, 1, 0], (
        "in_flight() before any call, with three callers for one key and one for another, after "
        f"the end of the first call, and of the second, must be [0, 2, 1, 0], not {got}"
    )


@pytest.mark.parametrize("who", range(3), ids=ORDINALS)
def test_the_others_do_not_notice_when_one_caller_is_cancelled(clock, who):
    load = Load()

    async def main():
        callers = start(SingleFlight(), load, load, load)
        await asyncio.sleep(1)
        await cancel(callers.pop(who))
        return await ends_of(callers)

    got = clock.run(main())
    which = f"the {ORDINALS[who]} of three callers was cancelled"
    assert load.calls == 1, f"{which}: the call was to go on, but fn was called again"
    assert not load.cancelled_at, f"{which}, and so was the call that two others waited for"
    assert got == ["answer 1"] * 2, f"{which}, the other two got {got}"
    assert clock.now == 10, f"{which}, the others had their answer at {clock.now:g} s, not at 10"


def test_a_cancelled_caller_leaves_at_once_while_others_wait(clock):
    async def main(who):
        callers = start(SingleFlight(), *[Load()] * 3)
        await asyncio.sleep(1)
        await cancel(callers[who])
        left = callers[who].done()
        ends = await ends_of(callers)
        return left, ends[who]

    for who, ordinal in enumerate(ORDINALS):
        left, end = clock.run(main(who))
        which = f"the {ordinal} of three callers was cancelled"
        assert left, f"{which} and a second later still there: it has nothing to wait for"
        assert isinstance(end, asyncio.CancelledError), f"{which}, and ended with {end!r}"


def test_one_caller_is_enough_to_keep_the_call_alive(clock):
    async def main(who):
        callers = start(SingleFlight(), *[Load()] * 3)
        await asyncio.sleep(1)
        stays = callers.pop(who)
        await cancel(*callers)
        return await ends_of([stays])

    for who, ordinal in enumerate(ORDINALS):
        got = clock.run(main(who))
        assert got == ["answer 1"], f"all but the {ordinal} of three were cancelled, it got {got}"


def test_a_call_that_lost_a_caller_can_still_be_joined(clock):
    load = Load()

    async def main():
        flight = SingleFlight()
        callers = start(flight, load, load)
        await asyncio.sleep(1)
        await cancel(callers[0])
        running = flight.in_flight()
        await ends_of([*callers, *start(flight, load)])
        return running

    running = clock.run(main())
    told = "one of two callers was cancelled and the call went on"
    assert load.calls == 1, f"{told}, yet the next caller did not share it: fn was called again"
    assert running == 1, f"{told}, yet in_flight() gave {running}"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "in reverse"])
def test_the_call_is_cancelled_with_its_last_caller(clock, order):
    load = Load(seconds=HOUR)

    async def main():
        flight = SingleFlight()
        callers = start(flight, load, load)
        for who in order:
            await asyncio.sleep(9)
            await cancel(callers[who])
        return flight.in_flight(), load.cancelled_at.copy(), await ends_of(callers)

    running, cancelled_at, ends = clock.run(main())
    assert cancelled_at == [19], (
        "two callers of one call were cancelled, at 9 and at 19 s, so that the call was to be "
        f"cancelled at 19 s; {cancelled_at or 'it never was: it runs on for nobody'}"
    )
    assert running == 0, f"the only call was cancelled, in_flight() gave {running}"
    assert all(isinstance(end, asyncio.CancelledError) for end in ends), (
        f"two callers were cancelled, they ended with {ends}"
    )


def test_callers_cancelled_together_take_the_call_with_them(clock):
    load = Load(seconds=HOUR)

    async def main():
        callers = start(SingleFlight(), load, load, load)
        await asyncio.sleep(1)
        await cancel(*callers)
        return load.cancelled_at.copy(), await ends_of(callers)

    got, _ = clock.run(main())
    assert got == [1], f"all three callers were cancelled at 1 s, the call was cancelled at {got}"


def test_the_last_cancelled_caller_waits_until_the_call_has_ended(clock):
    load = Load(cleanup=5)

    async def main():
        callers = start(SingleFlight(), load, load)
        await asyncio.sleep(1)
        await cancel(*callers)
        await ends_of(callers)

    clock.run(main())
    assert clock.now == 6, (
        "all callers were cancelled at 1 s and the call needs 5 s to clean up; the last caller "
        f"ended at {clock.now:g} s: cancelling is asking, await the answer"
    )


async def returns():
    return "an answer after all"


async def fails():
    raise BrokenError("while cleaning up")


@pytest.mark.parametrize("refuse", [returns, fails])
def test_a_cancelled_caller_ends_with_cancelled_error_whatever_the_call_does(clock, refuse):
    async def fn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            return await refuse()

    async def main():
        callers = start(SingleFlight(), fn)
        await asyncio.sleep(1)
        await cancel(*callers)
        return await ends_of(callers)

    (end,) = clock.run(main())
    assert isinstance(end, asyncio.CancelledError), (
        f"the only caller was cancelled, and the call then {refuse.__name__}; the caller must end "
        f"with CancelledError all the same, and not with {end!r}"
    )


def test_whoever_comes_while_a_cancelled_call_ends_gets_a_new_one(clock):
    dying, fresh = Load(cleanup=5), Load()

    async def main():
        flight = SingleFlight()
        callers = start(flight, dying)
        await asyncio.sleep(1)
        await cancel(*callers)
        return await ends_of(start(flight, fresh, fresh))

    got = clock.run(main())
    assert got == ["answer 1"] * 2, (
        "the only caller was cancelled at 1 s and the call cleans up until 6 s; two callers who "
        f"came at 2 s must get an answer from a call of their own, they got {got}"
    )
    assert fresh.calls == 1, f"those two came together, yet made {fresh.calls} calls"


def test_the_end_of_a_cancelled_call_does_not_forget_the_next_one(clock):
    dying, fresh = Load(cleanup=5), Load()

    async def main():
        flight = SingleFlight()
        callers = start(flight, dying)
        await asyncio.sleep(1)
        await cancel(*callers)
        callers += start(flight, fresh)
        await asyncio.sleep(5)
        running = flight.in_flight()
        await ends_of([*callers, *start(flight, fresh)])
        return running

    running = clock.run(main())
    told = "a cancelled call ended at 6 s, when the next one for its key was running"
    assert fresh.calls == 1, f"{told}; who came at 7 s did not find that one any more"
    assert running == 1, f"{told}; in_flight() gave {running}"


@pytest.mark.parametrize("ending", [*ENDINGS, "cancellation"])
def test_no_task_is_left_behind(clock, ending):
    load = Load(cleanup=5, error=ENDINGS.get(ending))

    async def main():
        callers = start(SingleFlight(), load, load)
        if ending == "cancellation":
            await asyncio.sleep(1)
            await cancel(*callers)
        await ends_of(callers)

    clock.run(main())
    assert not clock.leaked, f"after {ending}, all callers had ended, but not {clock.leaked}"


class Thing:
    """A key or an answer that can be watched."""


async def visit(flight, ending):
    """Make a call with this ending, and return weak references to what it had to do with."""
    key, answer, error = Thing(), Thing(), BrokenError("fn")

    async def fn():
        await asyncio.sleep(10)
        if ending == "an error":
            raise error
        return answer

    callers = start(flight, fn, fn, key=key)
    await asyncio.sleep(1)
    if ending == "cancellation":
        await cancel(*callers)
    await ends_of(callers)
    things = {"the key": key, "fn": fn, "the answer": answer, "the error": error}
    return {name: weakref.ref(thing) for name, thing in things.items()}


@pytest.mark.parametrize("ending", [*ENDINGS, "cancellation"])
def test_nothing_is_kept_when_a_call_is_over(clock, ending):
    async def main():
        flight = SingleFlight()
        things = await visit(flight, ending)
        await asyncio.sleep(0)  # until then the loop itself keeps the answers
        gc.collect()
        return flight.in_flight(), [name for name, thing in things.items() if thing() is not None]

    running, kept = clock.run(main())
    assert not kept, f"a call was over, by {ending}, and the SingleFlight still kept {kept}"
    assert running == 0, f"a call was over, by {ending}, and in_flight() gave {running}"


class ShortLoad:
    """An `fn` that takes a few turns of the loop and no time, one of them for cleaning up."""

    def __init__(self, error=None):
        self.error = error
        self.calls = 0
        self.running = 0

    async def __call__(self):
        self.calls += 1
        self.running += 1
        try:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            raise
        finally:
            self.running -= 1
        if self.error:
            raise self.error
        return "answer"


async def play(flight, load, cancels, newcomer):
    """Let two callers ask, cancel them in these turns of the loop; a third may come in another.

    Return what each ended with, and what it had to end with.
    """
    callers = dict(zip(ORDINALS, start(flight, load, load), strict=False))
    due = dict.fromkeys(ORDINALS, load.error or "answer")
    for turn in range(12):
        for who, when in cancels.items():
            # Whoever has ended cannot be cancelled any more.
            if when == turn and callers[who].cancel():
                due[who] = asyncio.CancelledError
        if newcomer == turn:
            (callers["third"],) = start(flight, load)
        await asyncio.sleep(0)
    ends = await ends_of(callers.values())
    ends = [type(end) if isinstance(end, asyncio.CancelledError) else end for end in ends]
    return dict(zip(callers, ends, strict=True)), {who: due[who] for who in callers}


def judge(clock, load, cancels, newcomer=None):
    """Play one schedule, and complain of what is wrong afterwards; return the story of it."""
    flight = SingleFlight()
    story = "two callers came in turn 0 of the loop; "
    story += ", ".join(f"the {who} was cancelled in turn {turn}" for who, turn in cancels.items())
    if newcomer is not None:
        story += f"; a third came in turn {newcomer}"
    try:
        ends, due = clock.run(play(flight, load, cancels, newcomer))
    except AssertionError as stuck:
        pytest.fail(f"{story}: they never ended. {stuck}")
    assert ends == due, f"{story}: they had to end with\n{due}, not with\n{ends}"
    assert not load.running, f"{story}: all callers had ended, but not the call"
    got = flight.in_flight()
    assert got == 0, f"{story}: all had ended, yet in_flight() gave {got}"
    return story


TURNS = range(9)


@each_ending
def test_callers_may_be_cancelled_in_any_turn_of_the_loop(clock, error):
    for first, second in itertools.product(TURNS, repeat=2):
        load = ShortLoad(error)
        story = judge(clock, load, {"first": first, "second": second})
        assert load.calls <= 1, f"{story}: one call was to be made, not {load.calls}"


@pytest.mark.parametrize("who", [["first"], ["second"], ["first", "second"]], ids=" and ".join)
def test_another_caller_may_come_in_any_turn_of_the_loop(clock, who):
    for turn, newcomer in itertools.product(TURNS, repeat=2):
        judge(clock, ShortLoad(), dict.fromkeys(who, turn), newcomer)
