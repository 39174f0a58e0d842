"""Task groups whose tasks watch those of the caller; closes nested in `finally`."""

import asyncio

_kept = []


def spawn_background(coro):
    task = asyncio.ensure_future(coro)
    _kept.append(task)
    task.add_done_callback(_kept.remove)
    return task


async def poll_forever(step, pause, report):
    async def once():
        await step()

    while True:
        (error,) = await asyncio.gather(once(), return_exceptions=True)
        if error is not None:
            report(error)
        await asyncio.sleep(pause)


async def close_all(resources):
    errors = []

    async def unwind(rest):
        if not rest:
            return
        try:
            await rest[-1].close()
        except Exception as error:
            errors.append(error)
        finally:
            await unwind(rest[:-1])

    await unwind(resources)
    if errors:
        raise ExceptionGroup("close_all", errors)


async def collect_within(tasks, timeout):
    ends = [None] * len(tasks)

    async def watch(place, task):
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait([task])
            raise
        finally:
            if task.done():
                ends[place] = (
                    asyncio.CancelledError()
                    if task.cancelled()
                    else (task.exception() or task.result())
                )

    try:
        async with asyncio.timeout(timeout), asyncio.TaskGroup() as group:
            for place, task in enumerate(tasks):
                group.create_task(watch(place, task))
    except TimeoutError:
        pass
    return ends
