# expect: PipelineError came when only \[0\] had ended
"""Cancels the others when one fails, and leaves before they have ended."""

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
    tasks.append(asyncio.create_task(produce()))
    try:
        await asyncio.gather(*tasks)
    except Exception as error:
        for task in tasks:
            task.cancel()
        raise PipelineError("failed", [error]) from None
    return [results[place] for place in sorted(results)]
