# expect: It was to cancel them and wait for their end
"""Forgets its tasks when it is cancelled itself."""

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
    return await asyncio.gather(*tasks, return_exceptions=True)
