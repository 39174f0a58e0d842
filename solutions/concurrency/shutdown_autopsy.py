"""Shutdown autopsy, solved by asking who waits for whom, and what a cancel skips.

Nearly all of it follows from one fact: a cancel is an exception that travels
through the code like any other, and only whoever awaits learns how it ended.

    poll_forever      CancelledError is no Exception (since 3.8), so that the
                      usual `except Exception` lets it pass; catch less, and
                      keep the pause out of the `try`
    spawn_background  a task waiting for something that only it refers to is
                      garbage; a set holds it, a callback takes it out again
    close_all         an exit stack goes on after a failure, also a cancellation,
                      which no `except Exception` in a loop would survive
    collect_within    `wait` never throws away nor cancels, so it leaves both to
                      you; `wait_for` makes one verdict of fifty answers

Two more lessons that post-mortems teach. Who stops tasks must cancel them, then
await them, with one timeout for all, or nobody hears how they ended. And a
second cancel interrupts an await in `finally` just as well: what must not be
cut short runs in a task of its own, awaited through `shield` or `wait`, again
after each cancel.

A limit: `collect_within` waits for late tasks as long as they clean up, and a
stubborn one holds it up. At work, a second timeout gives it up, and tells so.

At work, most of this is one `TaskGroup` around the service, `timeout()` around
the drain, and an `AsyncExitStack` for what was opened. asyncio.run ends by
cancelling and awaiting every task that is left, but it sets no time limit. For
polling add jitter and a growing delay; for errors add metrics.

Interview: "How do you shut down an asyncio service gracefully?" Give the order:
on SIGTERM stop taking new work, let what is in flight finish up to a deadline,
cancel the rest and await it, flush, close resources in reverse, exit before
the orchestrator kills. Say that a cancel is a request, that it must be
re-raised, and that a task may be cancelled twice. Tell `gather`, `wait`,
`wait_for` and `TaskGroup` apart: who cancels whom on error, on timeout, and
when the caller is cancelled; what becomes of results already there. Know why
the loop holds tasks weakly, and what "Task was destroyed but it is pending"
and "exception was never retrieved" tell you. Then say how you would test it:
virtual time, a stubborn task, a second cancel.

Hints
-----
1. For each function ask: where exactly can `CancelledError` come up, and which
   line runs next? Python has two families of exceptions; which is it in?
2. Who holds a reference to a task that waits for an event only it knows? What
   should hold it, and until when?
3. `gather`, `wait_for` and `wait` treat a timeout differently. Which one leaves
   the tasks and their results alone? And what does it say to an empty list?
4. A `for` loop ends with the first exception that gets through. Catch which?
   Or look for the thing in `contextlib` that unwinds in reverse whatever comes.
5. `collect_within`: `asyncio.wait` for all, with the timeout, in a `try`. In its
   `finally`, cancel every task, which does nothing to those that are done, and
   let `gather(..., return_exceptions=True)` wait and put the ends in order.
"""

import asyncio
from asyncio import Task
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, NoReturn, Protocol, TypeVar

T = TypeVar("T")


class Closable(Protocol):
    async def close(self) -> None: ...


async def poll_forever(
    step: Callable[[], Awaitable[object]], pause: float, report: Callable[[Exception], object]
) -> NoReturn:
    while True:
        try:
            await step()
        except Exception as error:
            report(error)
        await asyncio.sleep(pause)


_background: set[Task[Any]] = set()


def spawn_background(coro: Coroutine[Any, Any, T]) -> Task[T]:
    task = asyncio.create_task(coro)
    _background.add(task)
    task.add_done_callback(_background.discard)
    return task


async def close_all(resources: list[Closable]) -> None:
    errors = []

    async def close(resource: Closable) -> None:
        try:
            await resource.close()
        except Exception as error:
            errors.append(error)

    async with AsyncExitStack() as stack:
        for resource in resources:
            stack.push_async_callback(close, resource)
    if errors:
        raise ExceptionGroup("not all resources closed well", errors)


async def collect_within(tasks: list[Task[T]], timeout: float) -> list[T | BaseException]:
    try:
        if tasks:
            await asyncio.wait(tasks, timeout=timeout)
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
    return ends
