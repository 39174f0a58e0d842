"""A clock of virtual time, and the asyncio loop that lives by it.

When nothing is ready, the clock jumps to the next timer: an hour of back-off takes a
millisecond, and timers fire in exact order, equal ones in the order they were set. When
nothing is ready and no timer is pending, nobody can ever wake anybody, and that is said at
once. The three verdicts, `Deadlock`, `BusyLoop` and `TooSlow`, are raised by the loop itself:
no `except` in the code under test can swallow them.

The outside world does not know virtual time, so the clock stands still for it:

- while an executor job is in flight, for up to `REAL_LIMIT` real seconds;
- while a socket is registered, or a thread started during the run is alive: for
  `Clock.patience` real seconds if a timer is pending, else for `REAL_LIMIT`. A peer served by
  the same loop answers well within that; for a slower one raise `patience`.

An open socket therefore costs real time at every jump; without one, jumps cost none.
"""

import asyncio
import concurrent.futures
import contextlib
import ctypes
import gc
import heapq
import inspect
import itertools
import math
import selectors
import threading
import weakref
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from concurrent.futures.thread import _threads_queues as pool_threads
from typing import Any, TypeVar, TypeVarTuple

from dojo.kit.waits import Task, label, pending, place

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Ready = list[tuple[selectors.SelectorKey, int]]

TURNS_AT_ONE_INSTANT = 100_000
#: Ends what goes on for ever although time passes: a heartbeat beside a task nobody wakes.
TURNS_IN_ALL = 500_000
#: How many turns cancelled tasks get to end in, and how often they are asked.
TURNS_TO_END = 10_000
ROUNDS_TO_END = 3
#: Real seconds that the outside world gets before it counts as silent, asked in slices.
REAL_LIMIT = 10.0
SLICE = 0.01


class Stuck(AssertionError):
    """The loop gave up: to wait longer would not help."""


class Deadlock(Stuck):
    """Every task waits, and nothing is left that could wake one."""


class BusyLoop(Stuck):
    """Turn after turn, and no end in sight."""


class TooSlow(Stuck):
    """The budget of virtual time is spent."""


class Clock:
    """Virtual seconds. Synchronous code can be given `time`, and a test may move `now` by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        #: Real seconds for which an open socket or a live thread may hold a jump.
        self.patience = 0.05
        #: Tasks still pending when a `main` was over, and where each waited.
        self.leaked: list[str] = []
        #: What the loop's exception handler was told.
        self.complaints: list[str] = []

    def time(self) -> float:
        return self.now

    def run(self, main: Coroutine[Any, Any, T], *, within: float | None = None) -> T:
        """Run `main` to its end, as `asyncio.run` does, in at most `within` virtual seconds.

        Time goes on from where the previous run left it.
        """
        __tracebackhide__ = True
        if not asyncio.iscoroutine(main):
            raise TypeError(f"run() needs a coroutine, not {main!r}")
        if asyncio._get_running_loop() is not None:
            main.close()
            raise RuntimeError("run() was called inside a running loop: await the coroutine there")
        loop = VirtualLoop(self, within)
        try:
            loop.main = loop.create_task(main, name="main")
            result: T = loop.run_until_complete(loop.main)
            return result
        except Stuck as verdict:
            # The loop's own frames would tell the reader nothing.
            raise verdict.with_traceback(None) from None
        finally:
            loop.end()


class VirtualLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop on a clock that jumps."""

    # What asyncio keeps for itself and this class must know; the same from 3.11 to 3.13.
    _check_closed: Callable[[], None]
    _clock_resolution: float
    _default_executor: concurrent.futures.ThreadPoolExecutor | None
    _ready: deque[Any]
    _scheduled: list[asyncio.TimerHandle]
    _selector: "_Selector"

    def __init__(self, clock: Clock, within: float | None) -> None:
        super().__init__(_Selector(self))
        # Under -X dev every turn would cost a stack trace, and there are many turns.
        self.set_debug(False)
        self.main: Task | None = None
        self._clock = clock
        self._within = within
        self._deadline = math.inf if within is None else clock.now + within
        self._turns = self._turns_in_all = 0
        self._limit_in_all = TURNS_IN_ALL
        self._jobs: set[concurrent.futures.Future[Any]] = set()
        self._old_threads = set(threading.enumerate())
        self._names = (f"Task-{number}" for number in itertools.count(1))
        self._promises: weakref.WeakSet[asyncio.Future[Any]] = weakref.WeakSet()

    # Time

    def time(self) -> float:
        return self._clock.now

    def call_at(
        self, when: float, callback: Callable[[*Ts], object], *args: *Ts, context: Any = None
    ) -> asyncio.TimerHandle:
        self._check_closed()
        timer = _Timer(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def jump(self) -> None:
        """Go to the next timer, or say why waiting is pointless."""
        if self._jobs:
            raise Deadlock(self._waiting(f"no executor job ended in {REAL_LIMIT:g} real seconds"))
        when = self._next_timer()
        if when is None:
            raise Deadlock(self._waiting("nobody can ever wake these"))
        if when > self._deadline:
            self._clock.now = self._deadline
            raise TooSlow(self._waiting(f"not done within {self._within:g} virtual seconds"))
        self._clock.now = when
        self._turns = 0

    def sharpen(self) -> None:
        """Make "due" exact: asyncio also fires what is due within one resolution from now."""
        self._clock_resolution = math.ulp(self._clock.now)

    def count_turn(self) -> None:
        self._turns += 1
        self._turns_in_all += 1
        if self._turns > TURNS_AT_ONE_INSTANT:
            title = f"{TURNS_AT_ONE_INSTANT:,} turns of the loop and no time has passed"
            raise BusyLoop(_listing(title, self._pollers()))
        if self._turns_in_all > self._limit_in_all:
            raise BusyLoop(self._waiting(f"{self._limit_in_all:,} turns of the loop and no end"))

    def _next_timer(self) -> float | None:
        """Return its time; a timer set to infinity is none."""
        if self._scheduled and math.isfinite(self._scheduled[0].when()):
            return self._scheduled[0].when()
        return None

    def _waiting(self, title: str) -> str:
        return _listing(title, map(place, pending(self)))

    def _pollers(self) -> list[str]:
        owners = (getattr(handle._callback, "__self__", None) for handle in self._ready)
        tasks = [place(owner, "polling") for owner in owners if isinstance(owner, asyncio.Task)]
        return tasks or [repr(handle) for handle in self._ready]

    # The outside world

    def run_in_executor(
        self, executor: concurrent.futures.Executor | None, func: Callable[[*Ts], T], *args: *Ts
    ) -> asyncio.Future[T]:
        self._check_closed()
        job = (executor or self._own_executor()).submit(func, *args)
        self._jobs.add(job)
        future = asyncio.wrap_future(job, loop=self)
        # Last, so that a job which is no longer counted has already woken the loop.
        job.add_done_callback(self._jobs.discard)
        return future

    def patience(self) -> float:
        """Return for how many real seconds the outside world may still wake the loop."""
        if self._jobs:
            return REAL_LIMIT
        own = 1  # the loop's own end of the pipe that wakes it
        if len(self._selector.get_map()) == own and not self._new_threads():
            return 0.0
        return REAL_LIMIT if self._next_timer() is None else self._clock.patience

    def _own_executor(self) -> concurrent.futures.ThreadPoolExecutor:
        if self._default_executor is None:
            self._default_executor = concurrent.futures.ThreadPoolExecutor()
        return self._default_executor

    def _new_threads(self) -> list[threading.Thread]:
        """Return those started during the run, except the workers of pools: they have jobs."""
        threads = set(threading.enumerate()) - self._old_threads
        return [thread for thread in threads if thread not in pool_threads]

    # What is told

    def create_task(self, coro: Any, *, name: Any = None, **options: Any) -> Task:
        # Numbers of its own: the process counts on, and no two runs would tell the same.
        task = super().create_task(coro, name=name or next(self._names), **options)
        self._promises.add(task)
        return task

    def create_future(self) -> asyncio.Future[Any]:
        future = super().create_future()
        self._promises.add(future)
        return future

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        told = [context.get("message", "")]
        if context.get("exception") is not None:
            told.append(repr(context["exception"]))
        elif isinstance(context.get("task"), asyncio.Task):
            told.append(label(context["task"]))
        self._clock.complaints.append(": ".join(told))
        if self.get_exception_handler() is not None:
            super().call_exception_handler(context)

    # The end

    def end(self) -> None:
        """Stop whatever is left, so that nothing speaks up after the loop is closed."""
        try:
            self._deadline = math.inf
            self.set_task_factory(None)
            self._note_leaks()
            for _ in range(ROUNDS_TO_END):
                self._cancel_tasks()
                self._attempt(asyncio.sleep(0))
            self._attempt(self.shutdown_asyncgens())
            self._abandon_tasks()
            self._end_jobs()
            self._collect_complaints()
        finally:
            self.main = None
            self.close()

    def _note_leaks(self) -> None:
        for task in pending(self):
            if task is not self.main and not _closes_a_generator(task):
                self._clock.leaked.append(place(task))

    def _cancel_tasks(self) -> None:
        tasks = pending(self)
        if not tasks:
            return
        for task in tasks:
            if not _closes_a_generator(task):
                task.cancel()
        self._attempt(asyncio.gather(*tasks, return_exceptions=True))
        for task in tasks:
            error = task.exception() if task.done() and not task.cancelled() else None
            if error is not None and task is not self.main:
                message = f"{label(task)} was cancelled, but raised"
                self.call_exception_handler({"message": message, "exception": error})

    def _attempt(self, ending: Awaitable[object]) -> None:
        self._turns = self._turns_in_all = 0
        self._limit_in_all = TURNS_TO_END
        with contextlib.suppress(Stuck, SystemExit):
            self.run_until_complete(ending)

    def _abandon_tasks(self) -> None:
        """Let go of tasks that refuse to end."""
        for task in pending(self):
            task._log_destroy_pending = False  # type: ignore[attr-defined]
            # Finalizing it would ask it to end once more, outside any loop, where it can refuse
            # noisily or for ever. With one reference too many it is never finalized.
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(task.get_coro()))

    def _end_jobs(self) -> None:
        if self._default_executor is None:
            return
        busy = concurrent.futures.wait(self._jobs.copy(), timeout=REAL_LIMIT).not_done
        self._default_executor.shutdown(wait=not busy, cancel_futures=True)

    def _collect_complaints(self) -> None:
        """Have asyncio complain of errors nobody looked at now, not at some later collection."""
        if self.main is not None and self.main.done() and not self.main.cancelled():
            self.main.exception()
        if any(promise.done() and promise._log_traceback for promise in self._promises):
            gc.collect()


class _Selector(selectors.DefaultSelector):
    """Polls for real; how long to wait, and what silence means, the loop knows."""

    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Ready:
        self._loop.count_turn()
        events = super().select(0) if timeout == 0 else self._wait()
        if not events and timeout != 0:
            self._loop.jump()
        self._loop.sharpen()
        return events

    def _wait(self) -> Ready:
        waited = 0.0
        while True:
            # Asked before looking: whoever ends in between has knocked before.
            patience = self._loop.patience()
            events = super().select(SLICE if waited < patience else 0)
            if events or waited >= patience:
                return events
            waited += SLICE


class _Timer(asyncio.TimerHandle):
    """A timer that lets equal ones set before it go first; asyncio's heap forgets the order."""

    __slots__ = ("_number",)
    _scheduled: bool
    _numbers = itertools.count()

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._number = next(self._numbers)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, _Timer):
            return NotImplemented
        return (self.when(), self._number) < (other.when(), other._number)


def _closes_a_generator(task: Task) -> bool:
    """An async generator left half-read ends in a task that asyncio makes for it."""
    return not inspect.iscoroutine(task.get_coro())


def _listing(title: str, lines: Iterable[str]) -> str:
    return "\n    ".join([f"{title}:", *lines])
