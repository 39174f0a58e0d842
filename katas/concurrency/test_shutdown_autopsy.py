import asyncio
import contextlib
import gc
import weakref

import pytest

from katas.concurrency.shutdown_autopsy import (
    close_all,
    collect_within,
    poll_forever,
    spawn_background,
)

HOUR = 3600
TIMEOUT = 10


class BrokenError(Exception):
    """What our steps, jobs and resources raise, and nobody else."""


def told(end):
    """Name what a call gave or raised: results and our own errors as they are, others by type."""
    match end:
        case BrokenError():
            return str(end)
        case ExceptionGroup():
            return ["ExceptionGroup of", *sorted(map(told, end.exceptions), key=str)]
        case BaseException():
            return type(end).__name__
    return end


async def end_of(coroutine):
    """Return what the coroutine returned or raised."""
    try:
        return told(await coroutine)
    except NotImplementedError:
        raise
    except (Exception, BaseExceptionGroup, asyncio.CancelledError) as error:
        return told(error)


async def cancelled_end(clock, coroutine, time):
    """Cancel the coroutine at this time; return how it ended, and when."""
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(time)
    task.cancel()
    await asyncio.wait([task], timeout=HOUR)
    when = clock.now
    return (await end_of(task) if task.done() else "that it still runs"), when


class Job:
    """Sleeps; a cancel makes it clean up, which nothing can interrupt. Ends as it was told to."""

    def __init__(self, *, lasts=HOUR, cleanup=0, error=None, returns=None):
        self.lasts = lasts
        self.cleanup = cleanup
        self.error = error
        self.returns = returns
        self.ended = False

    async def run(self):
        try:
            await asyncio.sleep(self.lasts)
        except asyncio.CancelledError:
            await self.clean_up()
            if self.error is None and self.returns is None:
                raise
        finally:
            self.ended = True
        if self.error:
            raise BrokenError(self.error)
        return self.returns

    async def clean_up(self):
        cleaning = asyncio.create_task(asyncio.sleep(self.cleanup))
        while not cleaning.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([cleaning])


def start(jobs):
    return [asyncio.create_task(job.run()) for job in jobs]


class Poll:
    """A `step` that lasts a second, and notes when it was called; some calls of it fail."""

    def __init__(self, clock, *, fails=()):
        self.clock = clock
        self.fails = fails
        self.calls = []
        self.reported = []

    async def step(self):
        self.calls.append(self.clock.now)
        number = len(self.calls)
        await asyncio.sleep(1)
        if number in self.fails:
            raise BrokenError(f"error {number}")

    def until(self, time):
        """Poll with pauses of 10 seconds, cancel at this time; return how it ended, and when."""
        polling = poll_forever(self.step, 10, lambda error: self.reported.append(told(error)))
        return self.clock.run(cancelled_end(self.clock, polling, time))


def test_step_is_called_again_after_each_pause(clock):
    poll = Poll(clock)
    poll.until(25)
    got = poll.calls[:3]
    want = [0, 11, 22]
    assert got == want, f"a step lasts 1 second, a pause 10: calls were due at {want}, not {got}"


@pytest.mark.parametrize(("where", "when"), [("step", 0.5), ("pause", 5)])
def test_a_cancel_ends_the_polling(clock, where, when):
    poll = Poll(clock)
    end, ended = poll.until(when)
    assert end == "CancelledError", (
        f"poll_forever was cancelled in its {where} and had to end with CancelledError, we saw "
        f"{end}. A poller that swallows its cancel goes on, and the deploy hangs; one that turns "
        "it into a result lies"
    )
    assert ended == when, f"cancelled in its {where} at {when} seconds, it ended only at {ended:g}"
    assert not clock.leaked, (
        f"poll_forever was cancelled in its {where} and had ended, yet behind its back the "
        f"polling went on: {clock.leaked}"
    )
    assert poll.reported == [], f"a cancel is no error of step, but report got {poll.reported}"


def test_an_error_of_step_is_reported_and_ends_nothing(clock):
    poll = Poll(clock, fails=[1, 3])
    end, _ = poll.until(40)
    assert (end, poll.reported) == ("CancelledError", ["error 1", "error 3"]), (
        "steps 1 and 3 raised an error; both were to be reported, and the polling to go on until "
        f"it was cancelled. It ended with {end}, report got {poll.reported}"
    )


def test_a_failed_step_is_followed_by_a_pause(clock):
    poll = Poll(clock, fails=[1, 2])
    poll.until(25)
    got = poll.calls[:3]
    assert got == [0, 11, 22], (
        "steps 1 and 2 failed after a second each. With a pause of 10 seconds after each step, "
        f"calls were due at 0, 11 and 22 seconds; the first we saw were at {got}"
    )


def spawn(coroutine):
    try:
        return spawn_background(coroutine)
    except NotImplementedError:
        coroutine.close()
        raise


@pytest.mark.parametrize("job", [{"returns": "result"}, {"error": "error"}], ids=["well", "badly"])
def test_a_background_task_ends_as_its_job_does(clock, job):
    async def main():
        return await end_of(spawn(Job(lasts=1, **job).run()))

    got = clock.run(main())
    [[how, what]] = job.items()
    assert got == what, (
        f"the job ended with {how} {what!r}, but awaiting the task of spawn_background gave {got!r}"
    )


def test_a_background_task_can_be_cancelled(clock):
    job = Job()

    async def main():
        task = spawn(job.run())
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.sleep(1)
        return job.ended

    heard = clock.run(main())
    assert heard, "the task of spawn_background was cancelled, its job never heard of it"


def test_a_background_task_survives_the_garbage_collector(clock):
    bells = weakref.WeakSet()
    heard = []

    async def listen():
        bell = asyncio.Event()
        bells.add(bell)
        await bell.wait()
        heard.append("bell")

    async def main():
        spawn(listen())
        await asyncio.sleep(1)
        gc.collect()
        for bell in list(bells):
            bell.set()
        await asyncio.sleep(1)

    clock.run(main())
    assert heard == ["bell"], (
        "a job was gone half-way: it waited for an event that only itself refers to, nobody kept "
        "its task but the loop, whose references are weak, and the garbage collector took all three"
    )


ENDS = {"returned": {"lasts": 1}, "failed": {"lasts": 1, "error": "failed"}, "was cancelled": {}}


@pytest.mark.parametrize("end", ENDS)
def test_nobody_holds_on_to_a_background_task_that_has_ended(clock, end):
    job = Job(**ENDS[end])

    async def main():
        task = weakref.ref(spawn(job.run()))
        await asyncio.sleep(2)
        if not job.ended:
            task().cancel()
            await asyncio.sleep(2)
        gc.collect()
        return task()

    left = clock.run(main())
    assert left is None, (
        f"the job {end}, but its task is still referred to: whatever keeps tasks alive must let go "
        "of them at their end, or each job is a leak"
    )


class Resource:
    """Notes in a log when its close begins, and when it has ended."""

    def __init__(self, name, log, *, fails):
        self.name = name
        self.log = log
        self.fails = fails

    async def close(self):
        self.log.append(f"{self.name} begins")
        await asyncio.sleep(1)
        if self.fails:
            raise BrokenError(self.name)
        self.log.append(f"{self.name} ends")


OPENED = ["pool", "cache", "files"]


def resources(log, *failing):
    return [Resource(name, log, fails=name in failing) for name in OPENED]


def begun(log):
    return [entry.split()[0] for entry in log if "begins" in entry]


def test_resources_are_closed_one_after_another_last_opened_first(clock):
    log = []
    end = clock.run(end_of(close_all(resources(log))))
    want = [f"{name} {what}" for name in reversed(OPENED) for what in ("begins", "ends")]
    assert log == want, (
        f"{OPENED} were opened in this order: the pool must not close before the cache that writes "
        f"to it. {want} was due, not {log}"
    )
    assert end is None, f"all closed well, close_all gave {end}"


def test_there_may_be_nothing_to_close(clock):
    end = clock.run(end_of(close_all([])))
    assert end is None, f"close_all([]) was to do nothing, it gave {end}"


@pytest.mark.parametrize("failing", [["files"], ["cache"], OPENED], ids=" ".join)
def test_a_close_that_fails_does_not_keep_others_open(clock, failing):
    log = []
    clock.run(end_of(close_all(resources(log, *failing))))
    got = begun(log)
    assert got == OPENED[::-1], (
        f"opened were {OPENED}, and closing fails for {failing}; all were to be closed once, last "
        f"opened first, but close was called on {got}: the others stay open"
    )


@pytest.mark.parametrize("failing", [["pool"], ["files"], OPENED], ids=" ".join)
def test_the_errors_of_all_closes_come_out_as_a_group(clock, failing):
    end = clock.run(end_of(close_all(resources([], *failing))))
    want = ["ExceptionGroup of", *sorted(failing)]
    assert end == want, f"closing raised errors for {failing}; {want} was due, not {end}"


@pytest.mark.parametrize(
    ("when", "at_work", "failing"),
    [(0.5, "files", "pool"), (1.5, "cache", "files"), (2.5, "pool", "cache")],
)
def test_close_all_closes_the_rest_when_it_is_cancelled(clock, when, at_work, failing):
    log = []
    end, _ = clock.run(cancelled_end(clock, close_all(resources(log, failing)), when))
    got = begun(log)
    during = f"close_all was cancelled while '{at_work}' was being closed"
    assert got == OPENED[::-1], (
        f"{during}: what remains was to be closed all the same, but close was called on {got}. "
        "CancelledError is no Exception: it gets past `except Exception` and ends a loop"
    )
    assert end == "CancelledError", (
        f"{during} and the close of '{failing}' failed: it had to end with CancelledError, "
        f"but gave {end}"
    )
    assert f"{at_work} ends" not in log, f"{during}; that close was to be interrupted, yet: {log}"
    assert not clock.leaked, f"{during} and has ended, but left {clock.leaked} behind"


def collect(clock, *jobs):
    """Return what collect_within gave, how long it took, and which jobs had ended by then."""

    async def main():
        tasks = start(jobs)
        end = await end_of(collect_within(tasks, TIMEOUT))
        took = clock.now
        states = [job.ended for job in jobs]
        await asyncio.gather(*tasks, return_exceptions=True)
        ends = [told(each) for each in end] if isinstance(end, list) else end
        return ends, took, states

    return clock.run(main())


def test_results_are_collected_in_the_order_of_the_tasks(clock):
    ends, took, _ = collect(clock, *[Job(lasts=n, returns=f"slept {n}") for n in (3, 1, 2)])
    want = ["slept 3", "slept 1", "slept 2"]
    assert ends == want, f"whichever ends first, {want} is the order of the tasks, not {ends}"
    assert took == 3, f"all had ended after 3 seconds, collect_within returned after {took:g}"


def test_late_tasks_do_not_cost_the_results_of_others(clock):
    ends, took, _ = collect(clock, Job(), Job(lasts=1, returns="in time"), Job())
    want = ["CancelledError", "in time", "CancelledError"]
    assert ends == want, (
        f"one task returned in time and two were late, so {want} was due; collect_within gave "
        f"{ends}. One late report is no reason why the others are thrown away"
    )
    assert took == TIMEOUT, f"with a timeout of {TIMEOUT} seconds it took {took:g}"


def test_errors_are_collected_like_results(clock):
    ends, took, _ = collect(clock, Job(lasts=1, error="failed"), Job(lasts=2, returns="done"))
    assert ends == ["failed", "done"], (
        "one task raised BrokenError('failed') and the other returned 'done' later; each belongs "
        f"in its place, collect_within gave {ends}"
    )
    assert took == 2, f"the last of two tasks ended after 2 seconds, collect_within after {took:g}"


def test_late_tasks_have_ended_when_results_are_returned(clock):
    _, took, states = collect(clock, Job(lasts=1), Job(cleanup=2), Job(cleanup=3))
    assert states == [True] * 3, (
        "two tasks were late and clean up for 2 and 3 seconds when cancelled; when collect_within "
        f"returned, ended were {states}: cancel them, and wait for the answer"
    )
    assert took == TIMEOUT + 3, f"late tasks ended at {TIMEOUT + 3} seconds, not at {took:g}"


def test_a_late_task_may_still_return_or_fail(clock):
    ends, _, _ = collect(clock, Job(returns="partial"), Job(error="failed"))
    assert ends == ["partial", "failed"], (
        "both tasks were late; when cancelled, one returned 'partial' and the other raised "
        f"BrokenError('failed'): that is how they ended, collect_within gave {ends}"
    )


def test_there_may_be_nothing_to_collect(clock):
    ends, _, _ = collect(clock)
    assert ends == [], f"collect_within([], {TIMEOUT}) was to return [], it gave {ends}"


@pytest.mark.parametrize(("when", "due"), [(1, 4), (11, 13)], ids=["in time", "after the timeout"])
def test_collect_within_takes_its_tasks_along_when_it_is_cancelled(clock, when, due):
    jobs = [Job(cleanup=2), Job(cleanup=3)]

    async def main():
        end, ended = await cancelled_end(clock, collect_within(start(jobs), TIMEOUT), when)
        return end, ended, [job.ended for job in jobs]

    end, ended, states = clock.run(main())
    assert states == [True, True], (
        f"with a timeout of {TIMEOUT} seconds, collect_within was cancelled at {when}; its tasks "
        "clean up for 2 and 3 seconds when cancelled. It was to cancel them and wait for their "
        f"end, but ended were {states}"
    )
    assert (end, ended) == ("CancelledError", due), (
        f"collect_within was cancelled at {when} seconds, and its last task ended at {due}; then "
        f"CancelledError was due, we saw {end} at {ended:g} seconds"
    )
