"""Producer and consumers, solved with a queue, a task group and a mark for each worker.

TODO

Hints
-----
TODO
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
    for name, size in [("workers", workers), ("queue_size", queue_size)]:
        if size < 1:
            raise ValueError(f"{name} must be at least 1, not {size}")
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
