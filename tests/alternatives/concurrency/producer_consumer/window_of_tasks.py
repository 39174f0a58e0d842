"""No queue and no workers: a task for each item, two semaphores that let few of them in."""

import asyncio


class PipelineError(ExceptionGroup):
    pass


async def pipeline(source, handle, *, workers=4, queue_size=8):
    if workers < 1 or queue_size < 1:
        raise ValueError("there must be room for something")
    window = asyncio.Semaphore(workers + queue_size)
    desk = asyncio.Semaphore(workers)
    tasks = []

    async def serve(item):
        # Released only after success: after a failure nobody shall come in.
        await desk.acquire()
        result = await handle(item)
        desk.release()
        window.release()
        return result

    async def open_window(group):
        plain = not hasattr(source, "__aiter__")
        items = iter(source) if plain else aiter(source)
        try:
            while True:
                await window.acquire()
                item = next(items) if plain else await anext(items)
                tasks.append(group.create_task(serve(item)))
        except (StopIteration, StopAsyncIteration):
            return
        finally:
            if hasattr(items, "aclose"):
                await items.aclose()

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(open_window(group))
    except* Exception as group:
        errors = group.exceptions
    else:
        return [task.result() for task in tasks]
    raise PipelineError("some failed", errors)
