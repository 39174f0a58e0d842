# expect: nothing was to be started
"""Gives the place of a failed item to the next one before anybody has noticed the failure."""

import asyncio

from solutions.concurrency.producer_consumer import PipelineError, _each


async def pipeline(source, handle, *, workers=4, queue_size=8):
    if min(workers, queue_size) < 1:
        raise ValueError("nothing could ever move")
    busy = asyncio.Semaphore(workers)
    room = asyncio.Semaphore(workers + queue_size)
    items = aiter(source if hasattr(source, "__aiter__") else _each(source))
    tasks = []

    async def work(item):
        async with busy:
            result = await handle(item)
        room.release()
        return result

    try:
        async with asyncio.TaskGroup() as group:
            async for item in items:
                await room.acquire()
                tasks.append(group.create_task(work(item)))
    except ExceptionGroup as errors:
        raise PipelineError("failed", errors.exceptions) from None
    finally:
        if hasattr(items, "aclose"):
            await items.aclose()
    return [task.result() for task in tasks]
