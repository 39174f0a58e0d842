import asyncio
import gc
import itertools
import weakref

import pytest

from dojo.kit.keys import Ledger
from katas.postgres.data_loader import DataLoader


class BrokenError(Exception):
    """What our batch functions raise or return, and nobody else."""


class Batch:
    """The `batch_load` of most tests: ten seconds, then "value of k" for each key k.

    A key in `failing` gets an error for its result; each of `errors` ends one call, first to last.
    """

    def __init__(self, *, seconds=10, failing=(), errors=()):
        self.seconds = seconds
        self.failing = set(failing)
        self.errors = list(errors)
        self.calls = []
        self.times = []

    async def __call__(self, keys):
        self.calls.append(list(keys))
        self.times.append(asyncio.get_running_loop().time())
        error = self.errors.pop(0) if self.errors else None
        await asyncio.sleep(self.seconds)
        if error:
            raise error
        return [BrokenError(key) if key in self.failing else f"value of {key}" for key in keys]


def values(*keys):
    return [f"value of {key}" for key in keys]


async def load(loader, key):
    return await loader.load(key)


async def load_many(loader, *keys):
    return await loader.load_many(keys)


def start(loader, *keys):
    """Return one task for each key, which loads it."""
    return [asyncio.create_task(load(loader, key)) for key in keys]


async def ends_of(loads):
    """Wait for the loads; return what each ended with, a value or an exception."""
    return await asyncio.gather(*loads, return_exceptions=True)


def run(clock, main, told):
    """Run it; if something waits for ever, say what had been done."""
    try:
        return clock.run(main)
    except AssertionError as stuck:
        pytest.fail(f"{told}, and a load waits for ever: {stuck}")


def test_a_load_gives_the_result_for_its_key(clock):
    batch = Batch()

    async def main():
        return await DataLoader(batch).load(7)

    got = clock.run(main())
    assert batch.calls == [[7]], f"only 7 was loaded, batch_load was called with {batch.calls}"
    assert got == "value of 7", f"batch_load gave ['value of 7'], the load gave {got!r}"


def test_loads_of_one_turn_become_one_call(clock):
    batch = Batch()

    async def main():
        return await ends_of(start(DataLoader(batch), 1, 2, 3))

    got = clock.run(main())
    assert batch.calls == [[1, 2, 3]], (
        f"three tasks loaded 1, 2 and 3 in one turn of the loop; the calls were {batch.calls}: "
        "all of a turn must go into one call"
    )
    assert got == values(1, 2, 3), f"1, 2 and 3 were loaded, their loads gave {got}"
    assert not clock.complaints, (
        f"1, 2 and 3 were loaded and nothing failed, yet asyncio complains: {clock.complaints}"
    )


def test_the_call_waits_for_no_time_to_pass(clock):
    batch = Batch()

    async def main():
        await ends_of(start(DataLoader(batch), 1, 2))

    clock.run(main())
    assert batch.times == [0], (
        f"the loads came at 0 s, the call at {batch.times} s: a turn of the loop takes no time, "
        "wait for its end and not for a while"
    )


def test_a_key_is_noted_when_load_is_called(clock):
    batch = Batch()

    async def main():
        loader = DataLoader(batch)
        first, second = loader.load(1), loader.load(2)
        return [await first, await second]

    got = clock.run(main())
    assert batch.calls == [[1, 2]], (
        "load(1) and load(2) were called, then their futures were awaited one after the other; "
        f"the calls were {batch.calls}: the key is noted by the call, not by the await"
    )
    assert got == values(1, 2), f"1 and 2 were loaded, their loads gave {got}"


def test_a_key_asked_for_twice_is_sent_once(clock):
    batch = Batch()

    async def main():
        return await ends_of(start(DataLoader(batch), 3, 1, 3, 2, 1))

    got = clock.run(main())
    assert [sorted(call) for call in batch.calls] == [[1, 2, 3]], (
        f"3, 1, 3, 2 and 1 were loaded in one turn, the calls were {batch.calls}: each key once"
    )
    assert batch.calls == [[3, 1, 2]], (
        f"3, 1, 3, 2 and 1 were loaded, the call was for {batch.calls[0]}: first noted, first sent"
    )
    assert got == values(3, 1, 3, 2, 1), f"3, 1, 3, 2 and 1 were loaded, their loads gave {got}"


def test_load_many_gives_the_results_in_the_order_of_its_keys(clock):
    batch = Batch()

    async def main():
        return await DataLoader(batch).load_many(iter([3, 1, 3, 2]))

    got = clock.run(main())
    assert batch.calls == [[3, 1, 2]], (
        f"load_many of 3, 1, 3, 2 made the calls {batch.calls}: all its keys belong into one"
    )
    assert got == values(3, 1, 3, 2), f"load_many of 3, 1, 3, 2 gave {got}"


def test_load_many_of_no_keys_makes_no_call(clock):
    batch = Batch()

    async def main():
        return await DataLoader(batch).load_many([])

    got = run(clock, main(), "load_many([]) was called")
    assert got == [], f"load_many([]) gave {got!r}"
    assert batch.calls == [], f"load_many([]) made the calls {batch.calls}"


def test_load_and_load_many_of_one_turn_share_a_call(clock):
    batch = Batch()

    async def main():
        loader = DataLoader(batch)
        return await ends_of([load(loader, 1), load_many(loader, 2, 1), load(loader, 3)])

    got = clock.run(main())
    assert batch.calls == [[1, 2, 3]], (
        "load(1), load_many([2, 1]) and load(3) were called in one turn, the calls were "
        f"{batch.calls}: does load_many note its keys a turn late, as a new task would?"
    )
    want = ["value of 1", values(2, 1), "value of 3"]
    assert got == want, f"load(1), load_many([2, 1]) and load(3) gave {got}"


def test_keys_noted_while_a_call_is_running_get_a_call_of_their_own(clock):
    batch = Batch()

    async def main():
        loader = DataLoader(batch)
        loads = start(loader, 1)
        await asyncio.sleep(4)
        loads += start(loader, 2)
        return await ends_of(loads)

    told = "a call for 1 ran from 0 s to 10 s, 2 was loaded at 4 s"
    got = run(clock, main(), told)
    assert batch.calls == [[1], [2]], f"{told}; the calls were {batch.calls}"
    assert batch.times == [0, 4], (
        f"{told}; the calls began at {batch.times} s: one call must not wait for another"
    )
    assert got == values(1, 2), f"{told}; the loads gave {got}"


def test_a_key_on_its_way_is_not_sent_again(clock):
    batch = Batch()

    async def main():
        loader = DataLoader(batch)
        loads = start(loader, 1, 2)
        await asyncio.sleep(4)
        loads += start(loader, 2, 3)
        return await ends_of(loads)

    told = "1 and 2 were on their way when 2 and 3 were loaded"
    got = run(clock, main(), told)
    assert batch.calls == [[1, 2], [3]], f"{told}; the calls were {batch.calls}"
    assert got == values(1, 2, 2, 3), f"{told}; the loads gave {got}"


@pytest.mark.parametrize("value", ["text", None])
def test_a_key_with_a_result_is_not_sent_again(clock, value):
    calls = []

    async def batch(keys):
        calls.append(keys)
        return [value for _ in keys]

    async def main():
        loader = DataLoader(batch)
        return [await loader.load(1), await loader.load(1), await loader.load_many([1])]

    told = f"1 was loaded three times, one after the other, and its result is {value!r}"
    got = run(clock, main(), told)
    assert len(calls) == 1, f"{told}; it was sent {len(calls)} times: a result is kept"
    assert got == [value, value, [value]], f"{told}; the loads gave {got}"


def test_two_loaders_share_nothing(clock):
    batches = [Batch(), Batch()]

    async def main():
        loaders = [DataLoader(batch) for batch in batches]
        await ends_of([load(loader, 1) for loader in loaders])

    clock.run(main())
    got = [batch.calls for batch in batches]
    assert got == [[[1]], [[1]]], f"two loaders were asked for 1, their calls were {got}"


def resolver(authors, books, reviews):
    """Return the way from an author through two books to their reviews, each by one load."""

    async def book(key):
        return [await load(books, key), await load(reviews, key)]

    async def author(key):
        return [await load(authors, key), *await asyncio.gather(book(2 * key), book(2 * key + 1))]

    return author


@pytest.mark.parametrize("count", [1, 20])
def test_three_levels_make_three_calls(clock, count):
    batches = [Batch(), Batch(), Batch()]

    async def main():
        author = resolver(*map(DataLoader, batches))
        await asyncio.gather(*map(author, range(count)))

    clock.run(main())
    got = [len(batch.calls) for batch in batches]
    assert got == [1, 1, 1], (
        f"{count} authors, two books each, and the reviews of each book made {got} calls: one for "
        "each level was to be made, however many authors there are"
    )


def test_a_result_that_is_an_exception_is_raised_for_its_key_alone(clock):
    batch = Batch(failing=[2])

    async def main():
        return await ends_of(start(DataLoader(batch), 1, 2, 3, 2))

    told = "1, 2, 3 and 2 were loaded, and the result for 2 was a BrokenError"
    one, *twos, three, again = run(clock, main(), told)
    for two in (*twos, again):
        assert isinstance(two, BrokenError), f"{told}; a load of 2 must raise it, it gave {two!r}"
    assert [one, three] == values(1, 3), f"{told}; the loads of 1 and 3 gave {[one, three]}"


def test_load_many_fails_if_a_key_fails(clock):
    async def main():
        return await ends_of([load_many(DataLoader(Batch(failing=[2])), 1, 2, 3)])

    told = "the result for 2 was a BrokenError, and load_many was called with 1, 2, 3"
    (end,) = run(clock, main(), told)
    assert isinstance(end, BrokenError), f"{told}; it ended with {end!r}"


ERRORS = [BrokenError, asyncio.CancelledError]


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_of_batch_load_reaches_every_load_of_the_call(clock, error):
    batch = Batch(errors=[error()])

    async def main():
        loader = DataLoader(batch)
        loads = [*start(loader, 1, 2, 1), asyncio.create_task(load_many(loader, 3, 1))]
        await asyncio.sleep(4)
        return await ends_of([*loads, *start(loader, 2, 9)])

    told = f"batch_load raised {error.__name__} for 1, 2 and 3"
    *ends, other = run(clock, main(), told)
    got = [type(end).__name__ for end in ends]
    assert got == [error.__name__] * 5, f"{told}; the five loads of these keys ended with {got}"
    assert other == "value of 9", f"{told}; 9 was in another call, its load ended with {other!r}"


@pytest.mark.parametrize("count", [0, 2, 4])
def test_a_wrong_number_of_results_is_a_value_error_for_every_load(clock, count):
    async def batch(keys):
        return [*keys, "one too many"][:count]

    async def main():
        return await ends_of(start(DataLoader(batch), 1, 2, 3))

    told = f"batch_load gave {count} results for three keys"
    ends = run(clock, main(), told)
    got = [type(end).__name__ for end in ends]
    assert got == ["ValueError"] * 3, (
        f"{told}, nobody knows which for which: all three loads must raise ValueError, not {got}"
    )


def test_no_load_waits_for_ever_if_batch_load_forgets_to_return(clock):
    async def batch(keys):
        pass

    async def main():
        return await ends_of(start(DataLoader(batch), 1, 2))

    told = "batch_load returned None instead of a list"
    ends = run(clock, main(), told)
    wrong = [end for end in ends if not isinstance(end, Exception)]
    assert not wrong, f"{told}; both loads must raise some error, they ended with {ends}"


@pytest.mark.parametrize("error", ERRORS)
def test_after_an_error_of_batch_load_keys_are_sent_again(clock, error):
    batch = Batch(errors=[error()])

    async def main():
        loader = DataLoader(batch)
        await ends_of(start(loader, 1, 2))
        await asyncio.sleep(1)
        return await ends_of(start(loader, 1, 2))

    told = f"the first call, for 1 and 2, raised {error.__name__}, and both were loaded once more"
    got = run(clock, main(), told)
    assert batch.calls == [[1, 2]] * 2, f"{told}; the calls were {batch.calls}: no error is kept"
    assert got == values(1, 2), f"{told}; the loads gave {got}"


def test_only_the_keys_that_failed_are_sent_again(clock):
    batch = Batch(failing=[2])

    async def main():
        loader = DataLoader(batch)
        await ends_of(start(loader, 1, 2, 3))
        batch.failing.clear()
        await asyncio.sleep(1)
        return await ends_of(start(loader, 1, 2, 3))

    told = "1, 2 and 3 were loaded, 2 alone failed, and all three were loaded once more"
    got = run(clock, main(), told)
    assert batch.calls == [[1, 2, 3], [2]], f"{told}; the calls were {batch.calls}"
    assert got == values(1, 2, 3), f"{told}; the loads gave {got}"


@pytest.mark.parametrize("kind", ["its result", "batch_load"])
def test_whoever_retries_at_once_sends_the_key_again(clock, kind):
    batch = Batch(failing=[1]) if kind == "its result" else Batch(errors=[BrokenError()])

    async def retry(loader):
        try:
            return await loader.load(1)
        except BrokenError:
            batch.failing.clear()
            return await loader.load(1)

    async def main():
        loader = DataLoader(batch)
        return await ends_of([retry(loader), retry(loader)])

    told = f"1 failed by an error of {kind}, and both who had loaded it did so again at once"
    got = run(clock, main(), told)
    assert batch.calls == [[1], [1]], (
        f"{told}; the calls were {batch.calls}: a failure must be forgotten before anybody hears "
        "of it, and what is sent again is on its way for both"
    )
    assert got == values(1, 1), f"{told}; they got {got}"


@pytest.mark.parametrize(
    ("size", "calls"),
    [
        (1, [[1], [2], [3], [4], [5]]),
        (2, [[1, 2], [3, 4], [5]]),
        (4, [[1, 2, 3, 4], [5]]),
        (5, [[1, 2, 3, 4, 5]]),
        (9, [[1, 2, 3, 4, 5]]),
    ],
)
def test_no_call_is_larger_than_max_batch_size(clock, size, calls):
    batch = Batch()

    async def main():
        return await DataLoader(batch, max_batch_size=size).load_many([1, 2, 3, 1, 4, 5])

    told = f"1 to 5 were loaded with max_batch_size={size}"
    got = run(clock, main(), told)
    assert batch.calls == calls, f"{told}; the calls were {batch.calls} instead of {calls}"
    assert got == values(1, 2, 3, 1, 4, 5), f"{told}; load_many of 1, 2, 3, 1, 4, 5 gave {got}"
    assert clock.now == 10, (
        f"{told}; calls of 10 s each took {clock.now:g} s together: they must run side by side"
    )


def test_calls_of_one_turn_fail_on_their_own(clock):
    batch = Batch(errors=[BrokenError()])

    async def main():
        return await ends_of(start(DataLoader(batch, max_batch_size=2), 1, 2, 3))

    told = "with max_batch_size=2, the call for 1 and 2 raised BrokenError, the one for 3 did not"
    *failed, three = run(clock, main(), told)
    got = [type(end).__name__ for end in failed]
    assert got == ["BrokenError"] * 2, f"{told}; the loads of 1 and 2 ended with {got}"
    assert three == "value of 3", f"{told}; the load of 3 ended with {three!r}"


@pytest.mark.parametrize("size", [0, -1])
def test_a_size_below_one_is_refused(size):
    try:
        DataLoader(Batch(), max_batch_size=size)
    except ValueError:
        return
    pytest.fail(f"max_batch_size={size} must raise ValueError: no key would fit into a call")


@pytest.mark.parametrize("who", [0, 1], ids=["first", "second"])
def test_a_cancelled_load_does_not_hurt_others_of_its_key(clock, who):
    batch = Batch()

    async def main():
        loads = start(DataLoader(batch), 1, 1, 1)
        await asyncio.sleep(4)
        loads[who].cancel()
        await asyncio.sleep(1)
        gone = loads.pop(who).done()
        return gone, await ends_of(loads)

    told = f"three tasks loaded 1, and number {who + 1} was cancelled during the call"
    gone, got = run(clock, main(), told)
    assert got == values(1, 1), f"{told}; the other two must not notice, they got {got}"
    assert gone, f"{told}; a second later it was still there: it has nothing to wait for"
    assert batch.calls == [[1]], f"{told}; the calls were {batch.calls}: the call goes on"


@pytest.mark.parametrize("seconds", [0, 4], ids=["before", "during"])
def test_a_cancelled_load_does_not_hurt_others_of_its_call(clock, seconds):
    batch = Batch()

    async def main():
        loader = DataLoader(batch)
        loads = [loader.load(key) for key in (1, 2, 3)]
        if seconds:
            await asyncio.sleep(seconds)
        loads[0].cancel()
        ends = await ends_of(loads)
        return ends, await loader.load(1)

    when = "during" if seconds else "before"
    told = f"1, 2 and 3 were loaded, and the only load of 1 was cancelled {when} the call"
    (end, *others), again = run(clock, main(), told)
    assert others == values(2, 3), f"{told}; those of 2 and 3 must not notice, they got {others}"
    assert isinstance(end, asyncio.CancelledError), f"{told}; it ended with {end!r}"
    assert again == "value of 1", f"{told}; whoever loaded 1 after that got {again!r}"


def test_a_cancelled_load_many_does_not_hurt_others(clock):
    async def main():
        loader = DataLoader(Batch())
        many, other = loader.load_many([1, 2]), loader.load_many([2, 3])
        await asyncio.sleep(4)
        many.cancel()
        return await ends_of([other])

    told = "load_many of 1, 2 was cancelled during the call"
    (got,) = run(clock, main(), told)
    assert got == values(2, 3), f"{told}; load_many of 2, 3 must not notice, it got {got!r}"


TURNS = range(6)


class ShortBatch:
    """A batch function that takes two turns of the loop and no time."""

    def __init__(self):
        self.calls = []

    async def __call__(self, keys):
        self.calls.append(list(keys))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return values(*keys)


async def play(batch, same, other, cancelled):
    """Load 1 in turn 0, 1 and 2 in the turns given; cancel the first load in the last one."""
    loader = DataLoader(batch)
    first = loader.load(1)
    loads = {}
    for turn in range(8):
        if turn == same:
            loads["1"] = loader.load(1)
        if turn == other:
            loads["2"] = loader.load(2)
        if turn == cancelled:
            first.cancel()
        await asyncio.sleep(0)
    await ends_of([first])
    return await ends_of([loads["1"], loads["2"]])


def test_loads_may_come_and_go_in_any_turn(clock):
    for same, other, cancelled in itertools.product(TURNS, repeat=3):
        batch = ShortBatch()
        told = (
            f"1 was loaded in turn 0 of the loop and again in turn {same}, 2 in turn {other}; "
            f"the first load was cancelled in turn {cancelled}"
        )
        got = run(clock, play(batch, same, other, cancelled), told)
        assert got == values(1, 2), f"{told}: the others must get {values(1, 2)}, not {got}"
        sent = sorted(itertools.chain(*batch.calls))
        assert sent == [1, 2], f"{told}: each key was to be sent once, the calls: {batch.calls}"


def test_a_running_call_survives_the_garbage_collector(clock):
    answers = []

    async def batch(keys):
        answer = asyncio.get_running_loop().create_future()
        answers.append(weakref.ref(answer))
        return await answer

    async def main():
        loads = start(DataLoader(batch), 1)
        await asyncio.sleep(1)
        gc.collect()
        answer = answers[0]()
        if answer is not None:
            answer.set_result(["value of 1"])
            return await ends_of(loads)
        for one in loads:
            one.cancel()
        return await ends_of(loads)

    got = clock.run(main())
    assert got == ["value of 1"], (
        "the garbage collector took a call that was running: asyncio refers to a task only weakly, "
        f"so keep a reference until it has ended. Its load got {got}"
    )


def test_the_work_for_a_key_does_not_grow_with_their_number(clock):
    ledger = Ledger()
    keys = [ledger.key(number) for number in range(500)]

    async def batch(keys):
        return [key.value for key in keys]

    async def main():
        loader = DataLoader(batch)
        return await loader.load_many(keys), await loader.load_many(keys)

    got, again = clock.run(main())
    assert got == again == list(range(500)), "500 keys were loaded twice, their results are wrong"
    assert ledger.comparisons < 1000, (
        f"500 keys were loaded twice with {ledger.comparisons:,} comparisons of keys: look a key "
        "up by its hash, do not search for it in a list"
    )
