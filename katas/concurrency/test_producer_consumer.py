import asyncio
import contextlib
import heapq
import itertools

import pytest

from katas.concurrency.producer_consumer import PipelineError, pipeline

HOUR = 3600

DEFAULT = {"workers": 4, "queue_size": 8}
SIZES = {
    "smallest": {"workers": 1, "queue_size": 1},
    "small": {"workers": 2, "queue_size": 3},
    "default": {},
}
of_all_sizes = pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)


class BrokenError(Exception):
    """What our sources and handlers raise, and nobody else."""


class Source:
    """An async source: numbers from 0, a pause before each, at the end perhaps an error.

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
    """An async iterator with the two methods it must have, and no `aclose`."""

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


async def only_item_0_fails(item):
    """Fail with item 0 after a second, work on any other for ten."""
    await asyncio.sleep(10 if item else 1)
    if item == 0:
        raise BrokenError("item 0")


async def error_of(running):
    """Return the PipelineError that this call of `pipeline` ends with."""
    try:
        answer = await running
    except PipelineError as error:
        return error
    except (BrokenError, ExceptionGroup) as error:
        answer = error
    return pytest.fail(f"an error was raised, so PipelineError was due, and not {answer!r}")


async def ended(running, *, cancel_at=None):
    """Wait until the pipeline has ended in one of the ways it may; cancel it if told to."""
    task = asyncio.create_task(running)
    if cancel_at is not None:
        await asyncio.sleep(cancel_at)
        task.cancel()
    with contextlib.suppress(PipelineError, asyncio.CancelledError):
        await task


@pytest.mark.parametrize("kind", [list, iter, generated, Bare])
def test_the_results_come_back_whatever_the_kind_of_source(clock, kind):
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

    got = clock.run(pipeline([3, 1, 2], sleep))
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


def most_at_once(clock, sizes):
    """Return how many of 12 equally long items were being handled at the busiest moment."""
    running = 0
    counts = []

    async def handle(item):
        nonlocal running
        running += 1
        counts.append(running)
        await asyncio.sleep(1)
        running -= 1

    clock.run(pipeline(range(12), handle, **sizes))
    return max(counts)


@of_all_sizes
def test_no_more_items_than_workers_are_handled_at_any_moment(clock, sizes):
    workers = (DEFAULT | sizes)["workers"]
    got = most_at_once(clock, sizes)
    assert got <= workers, f"workers={workers}, yet {got} items were being handled at one moment"


@of_all_sizes
def test_all_workers_work_side_by_side(clock, sizes):
    workers = (DEFAULT | sizes)["workers"]
    got = most_at_once(clock, sizes)
    assert got == workers, f"12 items for workers={workers}, yet at most {got} worked at a time"


def timetable(durations, workers):
    """Return when each item is started, if whoever is free takes the next one at once."""
    free = [0.0] * workers
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


def test_a_free_worker_does_not_wait_for_the_rest_of_the_source(clock):
    starts = []

    async def handle(item):
        starts.append(clock.now)

    clock.run(pipeline(Source(4, pause=10), handle, workers=2))
    assert starts == [10, 20, 30, 40], (
        "the source gave an item at 10, 20, 30 and 40 seconds and both workers were free, "
        f"yet the items were started at {starts}"
    )


@of_all_sizes
def test_the_source_is_read_ahead_while_all_workers_are_busy(clock, sizes):
    room = sum((DEFAULT | sizes).values())
    source = Source(40)
    read = []

    async def handle(item):
        await asyncio.sleep(1)
        read.append(source.taken)

    clock.run(pipeline(source, handle, **sizes))
    assert read[0] >= room, (
        f"{DEFAULT | sizes} have room for {room} items, yet only {read[0]} had been read when "
        "the first one had been handled"
    )


@pytest.mark.parametrize("kind", [iter, generated])
@of_all_sizes
def test_the_source_is_read_only_when_there_is_room(clock, sizes, kind):
    room = sum((DEFAULT | sizes).values())
    handled = []
    ahead = []

    def items():
        for item in range(40):
            ahead.append(item + 1 - len(handled))
            yield item

    async def handle(item):
        await asyncio.sleep(item % 3)
        handled.append(item)

    clock.run(pipeline(kind(items()), handle, **sizes))
    assert max(ahead) <= room + 1, (
        f"{DEFAULT | sizes} have room for {room} items and the producer may hold one besides, "
        f"yet {max(ahead)} had been read that were not handled"
    )


def test_an_error_of_handle_comes_out_in_a_pipeline_error(clock):
    broken = BrokenError("item 2")

    async def handle(item):
        if item == 2:
            raise broken

    got = clock.run(error_of(pipeline(range(4), handle))).exceptions
    assert got == (broken,), f"handle raised {broken!r} once, PipelineError held {got}"


def test_an_error_of_the_source_comes_out_in_a_pipeline_error(clock):
    broken = BrokenError("source")
    got = clock.run(error_of(pipeline(Source(2, error=broken), asyncio.sleep))).exceptions
    assert got == (broken,), f"the source raised {broken!r}, PipelineError held {got}"


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_after_an_error_no_further_item_is_started(clock, workers):
    started = []

    async def handle(item):
        started.append(item)
        await only_item_0_fails(item)

    clock.run(error_of(pipeline(range(9), handle, workers=workers)))
    assert started == [*range(workers)], (
        f"with workers={workers}, item 0 failed before any other had ended, so nothing was to be "
        f"started after the first {workers}; these were started: {started}"
    )


def test_an_error_does_not_wait_for_the_source(clock):
    clock.run(error_of(pipeline(Source(2, pause=HOUR), only_item_0_fails)))
    late = clock.now - HOUR
    assert late < 10, (
        "a handler failed a second after its start while the source was an hour from its next "
        f"item; PipelineError was due at once, it came after {late:g} seconds"
    )


def test_an_error_of_handle_cancels_the_other_handlers(clock):
    cancelled = []

    async def handle(item):
        try:
            await only_item_0_fails(item)
        except asyncio.CancelledError:
            cancelled.append(item)
            raise

    clock.run(error_of(pipeline(range(3), handle)))
    got = sorted(cancelled)
    assert got == [1, 2], f"item 0 failed while 1 and 2 were being handled, cancelled were: {got}"


def test_an_error_of_the_source_cancels_the_handlers(clock):
    async def handle(item):
        await asyncio.sleep(HOUR)

    clock.run(error_of(pipeline(Source(2, error=BrokenError("source")), handle)))
    assert clock.now < HOUR, (
        "the source failed at once, yet handlers went on to their end an hour later"
    )


def test_cancelled_handlers_are_awaited(clock):
    cleaned = []

    async def handle(item):
        try:
            await only_item_0_fails(item)
        finally:
            await asyncio.sleep(item)
            cleaned.append(item)

    async def main():
        await error_of(pipeline(range(4), handle))
        return sorted(cleaned)

    got = clock.run(main())
    assert got == [0, 1, 2, 3], (
        "item 0 failed, and 1, 2 and 3 clean up for some seconds when cancelled; PipelineError "
        f"came when only {got} had ended: cancelling is asking, await the answer"
    )


def test_a_pipeline_error_holds_every_error(clock):
    async def handle(item):
        try:
            await asyncio.sleep(1 if item in "ab" else HOUR)
        finally:
            if item != "d":
                raise BrokenError(item)

    error = clock.run(error_of(pipeline("abcd", handle)))
    got = sorted(map(str, error.exceptions))
    assert got == ["a", "b", "c"], (
        f"a and b failed in the same second, and c when it was cancelled; PipelineError held {got}"
    )


def test_a_cancelled_pipeline_raises_cancelled_error(clock):
    async def main():
        running = asyncio.create_task(pipeline([HOUR], asyncio.sleep))
        await asyncio.sleep(1)
        running.cancel()
        try:
            return await running
        except (asyncio.CancelledError, PipelineError) as error:
            return error

    got = clock.run(main())
    assert isinstance(got, asyncio.CancelledError), (
        f"pipeline was cancelled, so CancelledError had to go through it, and not {got!r}"
    )


def test_a_cancelled_pipeline_cancels_and_awaits_its_handlers(clock):
    cleaned = []

    async def handle(item):
        try:
            await asyncio.sleep(HOUR)
        finally:
            await asyncio.sleep(item)
            cleaned.append(item)

    async def main():
        await ended(pipeline(range(4), handle), cancel_at=1)
        return sorted(cleaned)

    got = clock.run(main())
    assert clock.now < HOUR, "pipeline was cancelled at 1 second, handlers went on to their end"
    assert got == [0, 1, 2, 3], (
        "0, 1, 2 and 3 were being handled when pipeline was cancelled, and clean up for some "
        f"seconds; it ended when only {got} had ended: cancelling is asking, await the answer"
    )


ENDINGS = ["success", "an error of handle", "an error of the source", "cancellation"]


async def run_to(ending):
    """Run a pipeline to this ending; return whether its source was closed by then."""
    source = Source(40, error=BrokenError("source") if "source" in ending else None)

    async def handle(item):
        await asyncio.sleep(2)
        if "handle" in ending:
            raise BrokenError("handle")

    await ended(pipeline(source, handle), cancel_at=1 if ending == "cancellation" else None)
    return source.closed


@pytest.mark.parametrize("ending", ENDINGS)
def test_no_task_is_left_behind(clock, ending):
    clock.run(run_to(ending))
    assert not clock.leaked, f"after {ending}, pipeline had ended, but not {clock.leaked}"


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_iterator_of_an_async_source_is_closed(clock, ending):
    closed = clock.run(run_to(ending))
    assert closed, (
        f"after {ending}, pipeline had ended and the iterator of its async source was not "
        "closed: an async generator that is left half-read does not run its `finally`"
    )


@pytest.mark.parametrize("size", [0, -1])
@pytest.mark.parametrize("name", ["workers", "queue_size"])
def test_a_size_below_one_is_refused_before_the_source_is_touched(clock, name, size):
    source = Source(1)
    try:
        clock.run(pipeline(source, asyncio.sleep, **{name: size}))
    except ValueError:
        assert source.taken == 0, f"{name}={size} was refused, but only after reading the source"
        return
    pytest.fail(f"pipeline(..., {name}={size}) must raise ValueError: nothing could ever move")
