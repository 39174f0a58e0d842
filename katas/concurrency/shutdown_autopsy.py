"""Shutdown autopsy: four functions that lost work, or hung, when the service stopped.

Each comes from a post-mortem: its docstring shows today's code, then what was
seen in production, then what is due. Find the cause and write it right, in
about ten lines each. The whole standard library is welcome.

    >>> import asyncio
    >>> async def main():
    ...     soon = asyncio.create_task(asyncio.sleep(0, "soon"))
    ...     late = asyncio.create_task(asyncio.sleep(60, "late"))
    ...     return await collect_within([soon, late], timeout=0.01)
    >>> soon, late = asyncio.run(main())
    >>> soon, type(late).__name__
    ('soon', 'CancelledError')

A cancel is a request: `task.cancel()` raises `CancelledError` in the task, at
the `await` where it stands. The task may still clean up, return, or fail.

Rely on three things: nobody cancels a call of yours twice; every
`CancelledError` comes from a cancel; a `step` or a `close` lets it through.
"""

from asyncio import Task
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, NoReturn, Protocol, TypeVar

T = TypeVar("T")


class Closable(Protocol):
    async def close(self) -> None: ...


async def poll_forever(
    step: Callable[[], Awaitable[object]], pause: float, report: Callable[[Exception], object]
) -> NoReturn:
    """Call `step`, pause, call it again, and so on.

    while True:
        try:
            await step()
            await asyncio.sleep(pause)
        except BaseException as error:
            report(error)

    Seen: the deploy hung, for the cancelled poller went on. And while the
    database was down, it was asked again and again without a pause.
    Due: after each step, failed or not, sleep `pause` seconds. An `Exception`
    that a step raises is reported, and the polling goes on. A cancel, be it in
    a step or in a pause, is not reported: it ends the polling at once, with
    `CancelledError`. `report` never fails.
    """
    raise NotImplementedError


def spawn_background(coro: Coroutine[Any, Any, T]) -> Task[T]:
    """Run the job `coro` in a task; return the task without waiting for it.

    return asyncio.create_task(coro)

    Seen: now and then a job was gone half-way, without an error. The loop knows
    its tasks by weak references only.
    Due: the job runs to its end, even if the caller drops the task and the
    garbage collector comes by. Once it has returned, failed or been cancelled,
    nothing of yours refers to the task any more. To the caller it is a task like
    any other: awaiting it gives the job's result or error, a cancel reaches the job.
    """
    raise NotImplementedError


async def close_all(resources: list[Closable]) -> None:
    """Close the resources, which were opened in this order.

    for resource in resources:
        await resource.close()

    Seen: the pool closed before the cache that writes to it; the cache failed,
    and the files that came next stayed open.
    Due: await the `close` of each once, one after another, last opened first,
    whatever becomes of the others. If some raise an `Exception`, raise one
    `ExceptionGroup` at the end: its `exceptions` are the errors as they were
    raised, in any order. With nothing to close, do nothing.
    If `close_all` is cancelled, the close under way is interrupted by that. The
    rest are closed all the same, and then `CancelledError` itself comes out, in
    no group. Errors of other closes may be lost then, or chained to it.
    """
    raise NotImplementedError


async def collect_within(tasks: list[Task[T]], timeout: float) -> list[T | BaseException]:
    """Return what became of each task.

    return await asyncio.wait_for(asyncio.gather(*tasks), timeout)

    Seen: one report of fifty was late, and the other 49 were thrown away.
    Due: wait until all tasks have ended, but for `timeout` seconds at most. Then
    cancel those still running and wait for their end, however long it takes.
    Return a list in the order of the tasks: what each returned or raised, be it
    a result, an error or a `CancelledError`. With no tasks, return an empty list.
    If `collect_within` is cancelled, it cancels the tasks still running, waits
    for their end, and only then ends with `CancelledError`. That holds after
    the timeout too, but a task cancelled by then needs no second cancel.
    """
    raise NotImplementedError
