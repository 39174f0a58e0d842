import asyncio
import contextlib
import heapq
import itertools

import pytest

from katas.concurrency.producer_consumer import PipelineError, pipeline

LONG = 3600


class BrokenError(Exception):
    """What our sources and handlers raise; nothing else in Python does."""


class Log:
    """What a pipeline did with its items: `handler` writes it down."""

    def __init__(self):
        self.started = []
        self.ended = []
        self.running = 0
        self.most_at_once = 0

    def handler(self, work):
        """Return a `handle` that records each item and gives it to `work`."""

        async def handle(item):
            self.started.append(item)
            self.running += 1
            self.most_at_once = max(self.most_at_once, self.running)
            try:
                return await work(item)
            finally:
                self.running -= 1
                self.ended.append(item)

        return handle


class Source:
    """An async source: numbers from 0, each after a pause, then an error, if there is one.

    Its iterator is an async generator that takes a second to close. The source itself
    has nothing to close.
    """

    def __init__(self, count, *, pause=0, error=None):
        self.count = count
        self.pause = pause
        self.error = error
        self.taken = 0
        self.closed = False

    async def __aiter__(self):
        try:
            for number in range(self.count):
                await asyncio.sleep(self.pause)
                self.taken += 1
                yield number
            if self.error:
                raise self.error
        finally:
            await asyncio.sleep(1)
            self.closed = True


class Bare:
    """An async iterator that has the two methods it must have, and no `aclose`."""

    def __init__(self, items):
        self.items = iter(items)

    def __aiter__(self):
        return self

    async def __anext__(self):
        for item in self.items:
            return item
        raise StopAsyncIteration


async def generated(items):
    for item in items:
        yield item


async def error_of(running):
    """Return the PipelineError that this call of `pipeline` ends with."""
    try:
        got = await running
    except PipelineError as error:
        return error
    except (BrokenError, ExceptionGroup) as error:
        pytest.fail(f"an error must come out as a PipelineError, this one came as {error!r}")
    return pytest.fail(f"an error was raised, so PipelineError was due; pipeline returned {got}")


async def ended(running, *, cancel_at=None):
    """Wait until the pipeline has ended, in whatever way it should; cancel it if told to."""
    task = asyncio.create_task(running)
    if cancel_at is not None:
        await asyncio.sleep(cancel_at)
        task.cancel()
    with contextlib.suppress(PipelineError, asyncio.CancelledError):
        await task


@pytest.mark.parametrize("kind", [list, iter, generated, Bare])
def test_every_result_of_any_kind_of_source_comes_back(clock, kind):
    async def double(item):
        return 2 * item

    got = clock.run(pipeline(kind([1, 2, 3]), double))
    assert got == [2, 4, 6], f"1, 2, 3 from {kind.__name__}(...) were to be doubled, got {got}"


def test_an_empty_source_gives_an_empty_list(clock):
    got = clock.run(pipeline([], asyncio.sleep))
    assert got == [], f"the source was empty, pipeline returned {got!r}"


def test_results_stand_in_the_order_of_the_items(clock):
    async def sleep(seconds):
        return await asyncio.sleep(seconds, f"slept {seconds}")

    got = clock.run(pipeline([3, 1, 2], sleep, workers=3))
    want = ["slept 3", "slept 1", "slept 2"]
    assert got == want, f"the items were 3, 1, 2; whoever ends first, {want} is right, not {got}"


def test_each_item_is_handled_once_even_none_and_equal_ones(clock):
    items = [None, 0, "a", None, False, "a"]
    calls = itertools.count(1)

    async def number(item):
        return next(calls), item

    got = clock.run(pipeline(items, number, workers=1))
    want = [*enumerate(items, start=1)]
    assert got == want, (
        f"handle gave (number of the call, item) for the items {items}; one call for each, in "
        f"their order, is {want}, pipeline returned {got}"
    )


@pytest.mark.parametrize("limit", [{"workers": 1}, {"workers": 3}, {}], ids=str)
def test_no_more_items_than_workers_are_handled_at_once(clock, limit):
    log = Log()
    clock.run(pipeline([1] * 12, log.handler(asyncio.sleep), **limit))
    allowed = limit.get("workers", 4)
    assert log.most_at_once <= allowed, (
        f"workers={allowed} allows {allowed} at once, yet {log.most_at_once} items were being "
        "handled at the same moment"
    )


@pytest.mark.parametrize("limit", [{"workers": 2}, {}], ids=str)
def test_workers_work_side_by_side(clock, limit):
    log = Log()
    clock.run(pipeline([1] * 12, log.handler(asyncio.sleep), **limit))
    count = limit.get("workers", 4)
    assert log.most_at_once == count, (
        f"12 items were there for {count} workers, yet {log.most_at_once} worked at once"
    )


def timetable(durations, workers):
    """Return when each item is started, if whoever is free takes the next one at once."""
    free = [0] * workers
    return [heapq.heappushpop(free, free[0] + duration) for duration in durations]


@pytest.mark.parametrize("workers", [2, 3])
def test_a_free_worker_takes_the_next_item_at_once(clock, workers):
    for durations in itertools.product([0, 1, 3], repeat=5):
        begin = clock.now
        starts = {}

        async def handle(item, begin=begin, starts=starts):
            place, duration = item
            starts[place] = clock.now - begin
            await asyncio.sleep(duration)

        clock.run(pipeline(enumerate(durations), handle, workers=workers))
        got = [starts[place] for place in range(5)]
        want = timetable(durations, workers)
        assert got == want, (
            f"{workers} workers, items that take {durations} seconds: a free worker takes the "
            f"next item at once, so they start at {want}, not at {got}"
        )


def test_an_item_is_handled_before_the_source_gives_the_next_one(clock):
    starts = []

    async def handle(item):
        starts.append(clock.now)

    clock.run(pipeline(Source(4, pause=10), handle, workers=2))
    assert starts == [10, 20, 30, 40], (
        "the source gave an item at 10, 20, 30 and 40 seconds and both workers were free, "
        f"yet the items were started at {starts}"
    )


SIZES = [
    ({"workers": 1, "queue_size": 1}, 2),
    ({"workers": 2, "queue_size": 3}, 5),
    ({}, 12),
]


@pytest.mark.parametrize(("sizes", "room"), SIZES, ids=str)
def test_a_source_is_read_ahead_while_all_workers_are_busy(clock, sizes, room):
    source = Source(40)
    read = []

    async def handle(item):
        await asyncio.sleep(10)
        read.append(source.taken)

    clock.run(pipeline(source, handle, **sizes))
    assert read[0] >= room, (
        f"{sizes or 'by default'}: before the first item was handled, workers and queue had "
        f"room for {room} items, yet only {read[0]} had been read"
    )


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "async"])
@pytest.mark.parametrize(("sizes", "room"), SIZES, ids=str)
def test_a_source_is_not_read_further_than_there_is_room(clock, sizes, room, plain):
    read = itertools.count(1)
    handled = 0
    ahead = []

    def items():
        for item in range(40):
            ahead.append(next(read) - handled)
            yield item

    async def handle(item):
        nonlocal handled
        await asyncio.sleep(item % 3)
        handled += 1

    clock.run(pipeline(items() if plain else generated(items()), handle, **sizes))
    most = max(ahead)
    assert most <= room + 1, (
        f"{sizes or 'by default'}: {room} items fit into workers and queue and the producer may "
        f"hold one more, yet {most} had been read and not been handled"
    )


async def fails_first(item):
    """Fail with item 0 after a second, work on any other for ten."""
    await asyncio.sleep(10 if item else 1)
    if item == 0:
        raise BrokenError(item)


def test_an_error_of_handle_comes_out_in_a_pipeline_error(clock):
    broken = BrokenError("item 2")

    async def handle(item):
        if item == 2:
            raise broken

    error = clock.run(error_of(pipeline(range(4), handle)))
    assert error.exceptions == (broken,), (
        f"handle raised {broken!r} once, PipelineError held {error.exceptions}"
    )


def test_an_error_of_the_source_comes_out_in_a_pipeline_error(clock):
    broken = BrokenError("source")
    error = clock.run(error_of(pipeline(Source(2, error=broken), asyncio.sleep)))
    assert error.exceptions == (broken,), (
        f"the source raised {broken!r}, PipelineError held {error.exceptions}"
    )


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_after_an_error_no_further_item_is_started(clock, workers):
    log = Log()
    clock.run(error_of(pipeline(range(9), log.handler(fails_first), workers=workers)))
    assert log.started == [*range(workers)], (
        f"item 0 failed while {workers} workers were busy with their first items, so no other "
        f"was to be started; these were: {log.started}"
    )


def test_an_error_does_not_wait_for_the_source(clock):
    log = Log()
    clock.run(error_of(pipeline(Source(2, pause=LONG), log.handler(fails_first))))
    late = clock.now - LONG
    assert late < 10, (
        "a handler failed a second after its start while the source was an hour from its next "
        f"item; PipelineError was due at once, it came after {late:g} seconds"
    )


def test_an_error_cancels_the_other_handlers(clock):
    cancelled = []

    async def work(item):
        try:
            await fails_first(item)
        except asyncio.CancelledError:
            cancelled.append(item)
            raise

    clock.run(error_of(pipeline(range(3), work, workers=3)))
    assert sorted(cancelled) == [1, 2], (
        f"item 0 failed while 1 and 2 were being handled: both were to be cancelled, not "
        f"{cancelled}"
    )


def test_an_error_of_the_source_cancels_the_handlers(clock):
    log = Log()
    source = Source(2, error=BrokenError("source"))
    clock.run(error_of(pipeline(source, log.handler(lambda item: asyncio.sleep(LONG)))))
    assert clock.now < LONG, "the source failed at once, the handlers were to be cancelled then"


def test_cancelled_handlers_are_awaited(clock):
    cleaned = []

    async def work(item):
        try:
            await fails_first(item)
        finally:
            await asyncio.sleep(item)
            cleaned.append(item)

    async def main():
        await error_of(pipeline(range(4), work))
        return sorted(cleaned)

    got = clock.run(main())
    assert got == [0, 1, 2, 3], (
        f"items 1, 2 and 3 clean up for a while when cancelled; PipelineError came when only {got} "
        "had ended: cancelling is asking, await the answer"
    )


def test_a_pipeline_error_holds_every_error(clock):
    async def handle(item):
        try:
            await asyncio.sleep(1 if item in "ab" else LONG)
        finally:
            if item != "d":
                raise BrokenError(item)

    error = clock.run(error_of(pipeline("abcd", handle)))
    got = sorted(map(str, error.exceptions))
    assert got == ["a", "b", "c"], (
        f"a and b failed in the same second, and c when it was cancelled; PipelineError held {got}"
    )


def test_cancelling_a_pipeline_raises_cancelled_error(clock):
    log = Log()

    async def main():
        running = asyncio.create_task(pipeline(range(9), log.handler(asyncio.sleep)))
        await asyncio.sleep(0.5)
        running.cancel()
        try:
            return await running
        except (asyncio.CancelledError, PipelineError) as error:
            return error

    got = clock.run(main())
    assert isinstance(got, asyncio.CancelledError), (
        f"pipeline was cancelled, so CancelledError had to go through it, not {got!r}"
    )


def test_cancelling_a_pipeline_cancels_its_handlers_and_awaits_them(clock):
    cleaned = []

    async def work(item):
        try:
            await asyncio.sleep(LONG)
        finally:
            await asyncio.sleep(item)
            cleaned.append(item)

    async def main():
        await ended(pipeline(range(4), work), cancel_at=1)
        return sorted(cleaned)

    got = clock.run(main())
    assert clock.now < LONG, "pipeline was cancelled at 1 second, its handlers went on to their end"
    assert got == [0, 1, 2, 3], (
        "4 handlers were running when pipeline was cancelled, and clean up for up to 3 seconds; "
        f"pipeline ended when only {got} had ended: cancelling is asking, await the answer"
    )


ENDINGS = ["success", "an error of handle", "an error of the source", "cancellation"]


async def run_to(ending, source):
    """Run a pipeline over the source that comes to this ending."""

    async def work(item):
        await asyncio.sleep(1)
        if ending == "an error of handle":
            raise BrokenError(item)

    await ended(pipeline(source, work), cancel_at=0.5 if ending == "cancellation" else None)


def source_for(ending):
    return Source(40, error=BrokenError("source") if ending == "an error of the source" else None)


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_task_is_left_behind(clock, ending):
    clock.run(run_to(ending, source_for(ending)))
    assert not clock.leaked, f"after {ending}, pipeline had ended, but not {clock.leaked}"


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_iterator_of_an_async_source_is_closed(clock, ending):
    source = source_for(ending)

    async def main():
        await run_to(ending, source)
        return source.closed

    assert clock.run(main()), (
        f"after {ending}, pipeline had ended, but the iterator of its async source was not "
        "closed: an async generator runs its `finally` then, and not before"
    )


@pytest.mark.parametrize("size", [0, -1])
@pytest.mark.parametrize("name", ["workers", "queue_size"])
def test_a_size_below_one_is_refused_before_the_source_is_touched(clock, name, size):
    source = Source(1)
    try:
        clock.run(pipeline(source, asyncio.sleep, **{name: size}))
    except ValueError:
        assert source.taken == 0, f"{name}={size} was refused, but after reading from the source"
        return
    pytest.fail(f"pipeline(..., {name}={size}) must raise ValueError: nothing could ever move")
