"""One execution of real threads, one at a time, under one schedule.

A thread runs until it stands at a switch point, blocks or ends; there the strategy says who
is next. The threads are the system's own and pass a baton; all but one wait for theirs. Time is
virtual: it moves when everybody waits, to the earliest deadline.
"""

import _thread
import contextlib
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.thread import _threads_queues as pool_threads
from enum import Enum
from types import FrameType
from typing import NamedTuple, Protocol

#: Kept, for names in `threading` will be replaced.
allocate_lock = _thread.allocate_lock
RealThread = threading.Thread

#: More switch points than a kata needs; who takes as many will never be done.
STEPS = 20_000
#: A thread may spin until another one does something: after so many points in a row it is made
#: to wait for its turn.
TURN = 100
#: Real seconds without a step, after which a thread must be waiting for something unknown.
PATIENCE = 5.0
#: How often a thread is asked to end when the run is over.
ASKED = 100

Site = tuple[str, int]


class Abandoned(BaseException):
    """Raised in every thread when the run is over, so that it ends."""


class Problem(Enum):
    DEADLOCK = "nobody can go on"
    ENDLESS = f"no end after {STEPS:,} switch points"
    UNKNOWN = "a thread waits for something that is out of control here"
    ERROR = "a thread raised an exception"


class Decision(NamedTuple):
    """Who could go on, who was running (None if that one could not), and who was chosen."""

    ready: tuple[int, ...]
    running: int | None
    chosen: int

    @property
    def is_preemption(self) -> bool:
        return self.running is not None and self.chosen != self.running


class Step(NamedTuple):
    """Which thread stood in front of which line, and whether it had to wait there."""

    task: str
    site: Site
    is_wait: bool = False


class Wait(NamedTuple):
    """Where a thread was when nobody could go on, and what it waited for.

    `holder` is who holds it, `since` which line; `is_kept` if that one has ended.
    """

    task: str
    site: Site | None
    call: str
    what: object
    holder: "Task | None"
    since: Site | None
    is_kept: bool


class Strategy(Protocol):
    def choose(self, ready: Sequence[int], default: int, place: int) -> int:
        """Return who goes on; `place` counts the decisions before this one."""


class Task:
    """A thread under control."""

    def __init__(self, number: int, name: str, thread: threading.Thread) -> None:
        self.number = number
        self.name = name
        self.thread = thread
        self.baton = allocate_lock()
        self.baton.acquire()
        self.ident = 0
        self.is_done = False
        self.error: BaseException | None = None
        #: What it waits for, until when, from which line, and through which function.
        self.waits_for: object | None = None
        self.deadline: float | None = None
        self.is_late = False
        self.site: Site | None = None
        self.call = ""
        self.refusals = 0


class Run:
    """The threads of one execution. `files` are those whose lines the story tells."""

    def __init__(self, strategy: Strategy, files: set[str]) -> None:
        self.now = 1000.0
        self.tasks: list[Task] = []
        self.steps: list[Step] = []
        self.decisions: list[Decision] = []
        self.problem: Problem | None = None
        self.culprit: Task | None = None
        self.waits: list[Wait] = []
        self._strategy = strategy
        self.files = files
        self._by_ident: dict[int, Task] = {}
        self._points = self._in_a_row = self._workers = 0
        self.is_over = False
        self._over = allocate_lock()
        self._over.acquire()

    def task(self) -> Task | None:
        """Return the thread that asks, if it is one of ours."""
        return self._by_ident.get(_thread.get_ident())

    def go(self, main: Callable[[], object]) -> None:
        """Run `main` and the threads it starts until they have ended, or cannot go on."""
        self.spawn(main, "main").baton.release()
        self._wait_for_the_end()
        self.is_over = True
        for task in self.tasks:
            if not task.is_done and task is not self.culprit:
                task.baton.release()
                self._over.acquire(timeout=PATIENCE)
            threading._active.pop(task.ident, None)  # type: ignore[attr-defined]

    def _wait_for_the_end(self) -> None:
        points = -1
        while not self._over.acquire(timeout=PATIENCE):
            if self._points == points:
                stuck = next(t for t in self.tasks if not t.is_done and t.waits_for is None)
                stuck.site, stuck.call = self.where(sys._current_frames().get(stuck.ident))
                self._end(Problem.UNKNOWN, stuck)
                return
            points = self._points

    # Threads

    def spawn(
        self, body: Callable[[], object], name: str = "", thread: threading.Thread | None = None
    ) -> Task:
        """Start a thread; one that the code starts for itself is a worker, W1 or W2."""
        if not name:
            self._workers += 1
            name = f"W{self._workers}"
        if thread is None:
            thread = RealThread(name=name, daemon=False)
        task = Task(len(self.tasks), name, thread)
        self.tasks.append(task)
        _thread.start_new_thread(self._live, (task, body))
        return task

    def _live(self, task: Task, body: Callable[[], object]) -> None:
        task.baton.acquire()
        with self._known(task):
            try:
                if not self.is_over:
                    body()
            except Abandoned:
                pass
            except BaseException as error:
                if not self.is_over:
                    task.error = error
                    self._end(Problem.ERROR, task)
        task.is_done = True
        self.wake(task)
        following = None if self.is_over else self._next()
        baton = following.baton if following else self._over
        baton.release()

    @contextlib.contextmanager
    def _known(self, task: Task) -> Iterator[None]:
        """Know the thread, also as `threading.current_thread()`, and let coverage see it."""
        task.ident = _thread.get_ident()
        self._by_ident[task.ident] = task
        active = threading._active  # type: ignore[attr-defined]
        active[task.ident] = task.thread
        task.thread._ident = task.ident  # type: ignore[attr-defined]
        sys.settrace(threading.gettrace())
        try:
            yield
        finally:
            sys.settrace(None)
            active.pop(task.ident, None)
            del self._by_ident[task.ident]

    # Who goes on

    def point(self, task: Task, frame: FrameType | None) -> None:
        """Let the strategy say whether the thread that is about to do something goes on."""
        self._stop_if_over(task)
        task.site, _ = self.where(frame)
        self._note(task)
        self._points += 1
        if self._points > STEPS:
            self._end(Problem.ENDLESS, task)
            self._stop_if_over(task)
        self._in_a_row += 1
        others = [other for other in self._ready() if other is not task]
        if not others:
            return
        if self._in_a_row > TURN:
            others.sort(key=lambda other: (other.number < task.number, other.number))
            chosen = self._decide(others, None)
        else:
            chosen = self._decide(sorted([task, *others], key=_number), task)
        self._hand_over(task, chosen)

    def block(
        self, task: Task, what: object, frame: FrameType | None, until: float | None = None
    ) -> bool:
        """Suspend the thread until it is woken; False if the deadline came first."""
        self._stop_if_over(task)
        task.site, task.call = self.where(frame)
        task.waits_for, task.deadline = what, until
        self._note(task, is_wait=True)
        self._hand_over(task, self._next())
        was_late, task.is_late = task.is_late, False
        return not was_late

    def _note(self, task: Task, is_wait: bool = False) -> None:
        if task.site and task.number:
            self.steps.append(Step(task.name, task.site, is_wait))

    def join(
        self, task: Task, other: Task, frame: FrameType | None, until: float | None = None
    ) -> None:
        while not other.is_done and self.block(task, other, frame, until):
            pass

    def wake(self, what: object) -> None:
        for task in self.tasks:
            if task.waits_for is what:
                task.waits_for = task.deadline = None

    def _ready(self) -> list[Task]:
        return [task for task in self.tasks if not task.is_done and task.waits_for is None]

    def _next(self) -> Task | None:
        """Return who goes on now that the running thread cannot; None when the run is over."""
        if all(task.is_done or _is_left_alone(task) for task in self.tasks):
            self.is_over = True
            return None
        ready = self._ready()
        if ready:
            return self._decide(ready, None)
        timed = [task.deadline for task in self.tasks if task.deadline is not None]
        if not timed:
            self.waits = [_wait(task) for task in self.tasks if not task.is_done]
            self._end(Problem.DEADLOCK)
            return None
        self.now = min(timed)
        first = self._decide([task for task in self.tasks if task.deadline == self.now], None)
        first.waits_for = first.deadline = None
        first.is_late = True
        return first

    def _decide(self, ready: Sequence[Task], running: Task | None) -> Task:
        if len(ready) == 1:
            return ready[0]
        numbers = [task.number for task in ready]
        default = numbers[0] if running is None else running.number
        chosen = self._strategy.choose(numbers, default, len(self.decisions))
        self.decisions.append(Decision(tuple(numbers), running.number if running else None, chosen))
        return self.tasks[chosen]

    def _hand_over(self, task: Task, chosen: Task | None) -> None:
        if chosen is task:
            return
        self._in_a_row = 0
        baton = chosen.baton if chosen else self._over
        baton.release()
        task.baton.acquire()
        self._stop_if_over(task)
        self._note(task)

    # The end

    def _end(self, problem: Problem, culprit: Task | None = None) -> None:
        self.is_over = True
        self.problem, self.culprit = problem, culprit

    def _stop_if_over(self, task: Task) -> None:
        if not self.is_over:
            return
        task.refusals += 1
        if task.refusals > ASKED:
            self._over.release()
            task.baton.acquire()  # for ever
        raise Abandoned

    # Where

    def where(self, frame: FrameType | None) -> tuple[Site | None, str]:
        """Return the learner's line that this frame serves, and which function that called.

        Without such a line, return the function that this frame is in.
        """
        calls = [""]
        while frame is not None:
            if frame.f_code.co_filename in self.files:
                return (frame.f_code.co_filename, frame.f_lineno), calls[-1]
            calls.append(frame.f_code.co_qualname)
            frame = frame.f_back
        return None, calls[1]


def _number(task: Task) -> int:
    return task.number


def _wait(task: Task) -> Wait:
    what = task.waits_for
    holder = getattr(what, "holder", None)
    since = getattr(what, "site", None)
    is_kept = holder is not None and holder.is_done
    return Wait(task.name, task.site, task.call, what, holder, since, is_kept)


def _is_left_alone(task: Task) -> bool:
    """Say whether Python would not wait for this thread at the end of the program."""
    return task.thread.daemon or task.thread in pool_threads
