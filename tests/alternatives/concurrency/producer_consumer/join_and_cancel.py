"""Workers that never end by themselves: `Queue.join` says when to cancel them."""

import asyncio


class PipelineError(ExceptionGroup):
    """Also names how many went wrong."""

    def __new__(cls, errors):
        return super().__new__(cls, f"{len(errors)} went wrong", errors)


async def pipeline(source, handle, *, workers=4, queue_size=8):
    if not workers >= 1 <= queue_size:
        raise ValueError((workers, queue_size))
    queue = asyncio.Queue(maxsize=queue_size)
    results = []

    async def offer(item):
        results.append(None)
        await queue.put((len(results) - 1, item))

    async def feed():
        if not hasattr(source, "__aiter__"):
            for item in source:
                await offer(item)
        else:
            items = source.__aiter__()
            try:
                async for item in items:
                    await offer(item)
            finally:
                close = getattr(items, "aclose", None)
                if close is not None:
                    await close()
        await queue.join()

    async def work():
        while True:
            place, item = await queue.get()
            results[place] = await handle(item)
            queue.task_done()

    tasks = [asyncio.create_task(feed()), *(asyncio.create_task(work()) for _ in range(workers))]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    errors = [error for error in ended if isinstance(error, Exception)]
    if errors:
        raise PipelineError(errors)
    return results
