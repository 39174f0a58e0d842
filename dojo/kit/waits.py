"""Where an asyncio task waits: the file, line and function that wrote the `await`."""

import asyncio
import contextlib
import gc
import inspect
import linecache
import os
from collections.abc import Iterator
from types import FrameType
from typing import Any

PLUMBING = (os.path.dirname(asyncio.__file__) + os.sep, contextlib.__file__)
#: Awaitables that do not tell what they wrap; the garbage collector does.
WRAPPERS = {"async_generator_asend", "async_generator_athrow", "coroutine_wrapper"}

Task = asyncio.Task[Any]


def place(task: Task, verb: str = "waiting") -> str:
    """Say it in one line: `Task-3 waiting at pool.py:41 in worker (item = await queue.get())`."""
    frame = _innermost(task.get_coro())
    if frame is None:
        return f"{task.get_name()} {verb} in {_title(task)}"
    file, line = frame.f_code.co_filename, frame.f_lineno
    where = f"{os.path.basename(file)}:{line} in {frame.f_code.co_name}"
    return f"{task.get_name()} {verb} at {where} ({linecache.getline(file, line).strip()})"


def label(task: Task) -> str:
    """Name it though it may be over: `Task-3 (worker)`."""
    return f"{task.get_name()} ({_title(task)})"


def pending(loop: asyncio.AbstractEventLoop) -> list[Task]:
    """Return the unfinished tasks, in the order of their names: asyncio keeps them in a set."""
    # The length first, or Task-10 would stand before Task-2.
    return sorted(asyncio.all_tasks(loop), key=lambda task: (len(name := task.get_name()), name))


def _title(task: Task) -> str:
    coroutine = task.get_coro()
    return str(getattr(coroutine, "__name__", coroutine))


def _innermost(awaited: object) -> FrameType | None:
    """Return the last frame on the way to what is awaited that is not asyncio's own."""
    found = None
    for frame in _frames(awaited):
        if not frame.f_code.co_filename.startswith(PLUMBING):
            found = frame
    return found


def _frames(awaited: object) -> Iterator[FrameType]:
    while awaited is not None:
        if inspect.iscoroutine(awaited):
            frame, awaited = awaited.cr_frame, awaited.cr_await
        elif inspect.isgenerator(awaited):
            frame, awaited = awaited.gi_frame, awaited.gi_yieldfrom
        elif inspect.isasyncgen(awaited):
            frame, awaited = awaited.ag_frame, awaited.ag_await
        else:
            frame, awaited = None, _wrapped(awaited)
        if frame is not None:
            yield frame


def _wrapped(awaited: object) -> object:
    if type(awaited).__name__ not in WRAPPERS:
        return None
    inside = gc.get_referents(awaited)
    return next((it for it in inside if inspect.iscoroutine(it) or inspect.isasyncgen(it)), None)
