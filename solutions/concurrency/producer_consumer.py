"""Producer and consumers, solved with a bounded queue and a task group.

The queue is the whole coordination. `put` blocks when it is full, and that is
the back-pressure; `get` blocks when it is empty, and that is how workers wait.
Each item travels with its place, so workers may finish in any order. At the
end the producer puts one mark for each worker: a worker takes a single mark
and goes, so one mark for all would leave the others waiting for ever.

The task group is the whole clean-up. When a task fails, or when the caller is
cancelled, it cancels the rest, waits until they have really ended, and only
then raises. The producer must be one of its tasks: a producer that nobody
cancels hangs in `put` as soon as the last worker is dead. `async for` closes
nothing when it is left early, hence the `finally`, and what must be closed is
the iterator: the source may be an object that only makes one.

Cost: O(queue_size + workers) items in memory, besides the results. At work,
hand the results on as they come, if the source may be endless. From 3.13 on
`Queue.shutdown` replaces the marks. For a short list, a semaphore inside a
task group does; for work that must survive a crash no queue in memory does:
that takes a broker, acknowledgements, and handlers that bear being called
twice. Two limits remain. A handler that swallows its cancellation can keep the
pipeline from ending. One that raises a `CancelledError` of its own ends its
worker unheard, for a task group takes that for obedience: the result is
missing, and with the last worker gone the producer waits for ever.

Interview: "Write a producer and consumers with asyncio." Say first why the
queue is bounded: otherwise a slow consumer turns into a process out of memory.
Name the two ways to end, a mark for each worker, or `join` and then cancel,
and their traps: too few marks; a `join` for workers that died between `get`
and `task_done`. Say that cancelling is a request: await the task, and never
swallow `CancelledError`. Keep references to tasks, for the loop holds them
weakly. Compare `gather`, which lets the others run on after the first error,
with `TaskGroup` (3.11), which does not. Know that this queue belongs to one
loop, and that threads use `queue.Queue`. Then offer what production adds: a
timeout and retries for each item, the queue's length as a metric, a deadline
for the shutdown.

Hints
-----
1. The producer is faster than the workers. What should make it wait, and
   where does asyncio already have a thing that does?
2. Results come in any order. What must travel with an item, so that its
   result finds its place?
3. How does a worker learn that nothing more will come, and how do four of
   them learn it? What if `None` is an item?
4. A worker fails while the producer waits in `put`. Who wakes the producer?
   Look at what `asyncio.TaskGroup` does, then at `ExceptionGroup.exceptions`.
5. `produce`: for each item put (place, item); finally close the iterator;
   then put `None` once for each worker. `work`: until `None` comes, store the
   result under its place. Run all of them in one task group, turn its
   `ExceptionGroup` into a `PipelineError`, sort the results by place.
"""

import asyncio
import itertools
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class PipelineError(ExceptionGroup[Exception]):
    pass


async def pipeline(
    source: AsyncIterable[T] | Iterable[T],
    handle: Callable[[T], Awaitable[R]],
    *,
    workers: int = 4,
    queue_size: int = 8,
) -> list[R]:
    if workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers}")
    if queue_size < 1:
        raise ValueError(f"queue_size must be at least 1, not {queue_size}")
    queue: asyncio.Queue[tuple[int, T] | None] = asyncio.Queue(queue_size)
    results: dict[int, R] = {}

    async def produce() -> None:
        places = itertools.count()
        items = aiter(source if isinstance(source, AsyncIterable) else _each(source))
        try:
            async for item in items:
                await queue.put((next(places), item))
        finally:
            if hasattr(items, "aclose"):
                await items.aclose()
        for _ in range(workers):
            await queue.put(None)

    async def work() -> None:
        while job := await queue.get():
            place, item = job
            results[place] = await handle(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(workers):
                group.create_task(work())
    except ExceptionGroup as errors:
        raise PipelineError("the pipeline failed", errors.exceptions) from None
    return [results[place] for place in sorted(results)]


async def _each(items: Iterable[T]) -> AsyncIterator[T]:
    for item in items:
        yield item
