# expect: nobody can ever wake
"""Looks at its workers only when the source has ended, and feeds a queue that nobody empties."""

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
        for _ in range(workers):
            await queue.put(None)

    async def work():
        while job := await queue.get():
            place, item = job
            results[place] = await handle(item)

    tasks = [asyncio.create_task(work()) for _ in range(workers)]
    errors = []
    try:
        await produce()
        await asyncio.gather(*tasks)
    except Exception as error:
        errors.append(error)
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    errors += [error for error in ended if isinstance(error, Exception) and error not in errors]
    if errors:
        raise PipelineError("failed", errors)
    return [results[place] for place in sorted(results)]
