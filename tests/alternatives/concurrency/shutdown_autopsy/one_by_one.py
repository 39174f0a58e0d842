"""Loops, a timeout() block around gather, and jobs that keep themselves alive."""

import asyncio
import contextlib

_kept = {}


async def _run(coro):
    task = asyncio.current_task()
    _kept[id(task)] = task
    try:
        return await coro
    finally:
        del _kept[id(task)]


def spawn_background(coro):
    return asyncio.get_running_loop().create_task(_run(coro))


async def poll_forever(step, pause, report):
    while True:
        await _step(step, report)
        await asyncio.sleep(pause)


async def _step(step, report):
    try:
        await step()
    except asyncio.CancelledError:
        raise
    except Exception as error:
        report(error)


async def close_all(resources):
    errors, cancelled = [], None
    for resource in resources[::-1]:
        try:
            await resource.close()
        except asyncio.CancelledError as error:
            cancelled = error
        except Exception as error:
            errors.append(error)
    if cancelled:
        raise cancelled
    if errors:
        raise ExceptionGroup(f"{len(errors)} went wrong", errors)


async def collect_within(tasks, timeout):
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(timeout):
            await asyncio.gather(*tasks, return_exceptions=True)
    return [_end(task) for task in tasks]


def _end(task):
    try:
        return task.result()
    except (Exception, asyncio.CancelledError) as error:
        return error
