"""Neither producer nor workers: one loop waits for whatever ends next and starts what may start."""

import asyncio
from collections import deque


class PipelineError(ExceptionGroup):
    pass


END = object()


async def pipeline(source, handle, *, workers=4, queue_size=8):
    if workers < 1 or queue_size < 1:
        raise ValueError(f"{workers=}, {queue_size=}")
    plain = not hasattr(source, "__aiter__")
    items = iter(source) if plain else aiter(source)

    async def read():
        if plain:
            return next(items, END)
        try:
            return await anext(items)
        except StopAsyncIteration:
            return END

    async def call(item):
        return await handle(item)

    waiting, answers, running = deque(), [], set()
    exhausted = False
    reading = asyncio.create_task(read())
    try:
        while reading or running:
            busy = running | ({reading} if reading else set())
            await asyncio.wait(busy, return_when=asyncio.FIRST_COMPLETED)
            if any(task.done() and task.exception() for task in busy):
                break
            running = {task for task in running if not task.done()}
            if reading and reading.done():
                if reading.result() is END:
                    exhausted = True
                else:
                    waiting.append(reading.result())
                reading = None
            while waiting and len(running) < workers:
                task = asyncio.create_task(call(waiting.popleft()))
                running.add(task)
                answers.append(task)
            if not reading and not exhausted and len(waiting) < queue_size:
                reading = asyncio.create_task(read())
    finally:
        tasks = [*answers, *([reading] if reading else [])]
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        if hasattr(items, "aclose"):
            await items.aclose()
    errors = [error for error in ended if isinstance(error, Exception)]
    if errors:
        raise PipelineError("failed", errors)
    return ended[: len(answers)]
