"""What threads wait for, brought under control: locks, sleeping, joining.

`threading` and `queue` build the rest (conditions, semaphores, events, queues, pools)
out of locks, in Python; with other locks underneath, their own code runs as it is.
"""

import concurrent.futures.thread as pools
import contextlib
import functools
import logging
import queue
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures.thread import _threads_queues as pool_threads
from types import FrameType
from typing import Any

from dojo.kit.interleave_run import Abandoned, Run, Site, Task

_start = threading.Thread.start
_join = threading.Thread.join
_is_alive = threading.Thread.is_alive
_monotonic = time.monotonic

_run: Run | None = None


def _me() -> tuple[Run, Task] | tuple[None, None]:
    task = _run.task() if _run else None
    return (_run, task) if _run and task else (None, None)


def point(frame: FrameType) -> None:
    """Stop at a switch point, if the thread that asks is one of ours."""
    run, task = _me()
    if run is not None and task is not None:
        run.point(task, frame)


class Lock:
    """A lock as in `threading`; between its holder and the others the schedule decides."""

    def __init__(self) -> None:
        self._is_held = False
        #: Who holds it, and which line took it.
        self.holder: Task | None = None
        self.site: Site | None = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        run, task = _me()
        if run is None or task is None:
            return self._acquire_alone(blocking)
        frame = sys._getframe(1)
        if not run.is_over or self._is_held:
            run.point(task, frame)
        deadline = run.now + timeout if timeout >= 0 else None
        while self._is_held:
            if not blocking or not run.block(task, self, frame, deadline):
                return False
        self._is_held, self.holder = True, task
        self.site, _ = run.where(frame)
        return True

    def _acquire_alone(self, blocking: bool) -> bool:
        if not self._is_held:
            self._is_held = True
            return True
        if blocking:
            raise AssertionError("a lock that is never released again was waited for")
        return False

    def release(self) -> None:
        if not self._is_held:
            raise RuntimeError("release unlocked lock")
        self._is_held, self.holder = False, None
        run, task = _me()
        if run is not None and task is not None:
            run.wake(self)

    def locked(self) -> bool:
        return self._is_held

    def _is_owned(self) -> bool:
        return self._is_held

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


def sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    run, task = _me()
    if run is not None and task is not None:
        run.block(task, sleep, sys._getframe(1), run.now + seconds)


def now() -> float:
    return _run.now if _run else _monotonic()


def start(thread: threading.Thread) -> None:
    run, task = _me()
    if run is None or task is None:
        return _start(thread)
    if thread._started.is_set():  # type: ignore[attr-defined]
        raise RuntimeError("threads can only be started once")
    thread._started._flag = True  # type: ignore[attr-defined]
    thread._task = run.spawn(thread.run, thread=thread)  # type: ignore[attr-defined]
    run.point(task, sys._getframe(1))
    return None


def join(thread: threading.Thread, timeout: float | None = None) -> None:
    joined: Task | None = getattr(thread, "_task", None)
    run, task = _me()
    if run is None or task is None or joined is None:
        return None if joined else _join(thread, timeout)
    if joined is task:
        raise RuntimeError("cannot join current thread")
    until = None if timeout is None else run.now + max(timeout, 0)
    return run.join(task, joined, sys._getframe(1), until)


def is_alive(thread: threading.Thread) -> bool:
    task: Task | None = getattr(thread, "_task", None)
    return _is_alive(thread) if task is None else not task.is_done


_REPLACED: list[tuple[Any, str, Any]] = [
    # A pool logs whatever ends its workers, also that a run is over.
    (logging.getLogger("concurrent.futures"), "disabled", True),
    (threading, "Lock", Lock),
    (threading, "_allocate_lock", Lock),
    (threading, "RLock", threading._PyRLock),  # type: ignore[attr-defined]
    (threading, "_time", now),
    (threading.Thread, "start", start),
    (threading.Thread, "join", join),
    (threading.Thread, "is_alive", is_alive),
    (queue, "SimpleQueue", queue._PySimpleQueue),  # type: ignore[attr-defined]
    (queue, "time", now),
    (functools, "RLock", threading._PyRLock),  # type: ignore[attr-defined]
    (time, "sleep", sleep),
    (time, "monotonic", now),
    (time, "perf_counter", now),
    (time, "time", now),
]


@contextlib.contextmanager
def replaced() -> Iterator[None]:
    """Put these in place of the real ones, for whatever is imported or made meanwhile."""
    unraisable = sys.unraisablehook

    def quiet(error: Any) -> None:
        """Say nothing of a finalizer that was asked to end with its thread."""
        if error.exc_type is not Abandoned:
            unraisable(error)

    ours_now = [
        *_REPLACED,
        (pools, "_global_shutdown_lock", Lock()),
        (sys, "unraisablehook", quiet),
    ]
    saved = [(owner, name, getattr(owner, name)) for owner, name, _ in ours_now]
    for owner, name, ours in ours_now:
        setattr(owner, name, ours)
    try:
        yield
    finally:
        for owner, name, theirs in saved:
            setattr(owner, name, theirs)


@contextlib.contextmanager
def under(run: Run) -> Iterator[None]:
    """Let this run control the threads."""
    global _run
    _run = run
    try:
        yield
    finally:
        _run = None
        for task in run.tasks:
            pool_threads.pop(task.thread, None)  # type: ignore[attr-defined]
