# expect: cancel them, and wait for the answer
"""Cancels late tasks and returns before they have ended."""

import asyncio

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    close_all,
    poll_forever,
    spawn_background,
)


async def collect_within(tasks, timeout):
    if not tasks:
        return []
    _, late = await asyncio.wait(tasks, timeout=timeout)
    for task in late:
        task.cancel()
    ended = [task for task in tasks if task not in late]
    ends = dict(zip(ended, await asyncio.gather(*ended, return_exceptions=True), strict=True))
    return [ends.get(task, asyncio.CancelledError()) for task in tasks]
