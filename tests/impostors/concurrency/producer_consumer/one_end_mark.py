# expect: nobody can ever wake
"""Puts one mark for the end into the queue: the worker who takes it goes, the others wait on."""

import asyncio
import itertools

from solutions.concurrency.producer_consumer import PipelineError, _each


async def pipeline(source, handle, *, workers=4, queue_size=8):
    if min(workers, queue_size) < 1:
        raise ValueError("nothing could ever move")
    queue = asyncio.Queue(queue_size)
    results = {}

    async def produce():
        places = itertools.count()
        items = aiter(source if hasattr(source, "__aiter__") else _each(source))
        try:
            async for item in items:
                await queue.put((next(places), item))
        finally:
            if hasattr(items, "aclose"):
                await items.aclose()
        await queue.put(None)

    async def work():
        while job := await queue.get():
            place, item = job
            results[place] = await handle(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(workers):
                group.create_task(work())
    except ExceptionGroup as errors:
        raise PipelineError("failed", errors.exceptions) from None
    return [results[place] for place in sorted(results)]
