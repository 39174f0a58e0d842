# expect: nobody can ever wake
"""Waits with `join` for workers that died by an error and will never say `task_done`."""

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

    async def work():
        while True:
            place, item = await queue.get()
            results[place] = await handle(item)
            queue.task_done()

    tasks = [asyncio.create_task(work()) for _ in range(workers)]
    try:
        await produce()
        await queue.join()
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    errors = [error for error in ended if isinstance(error, Exception)]
    if errors:
        raise PipelineError("failed", errors)
    return [results[place] for place in sorted(results)]
