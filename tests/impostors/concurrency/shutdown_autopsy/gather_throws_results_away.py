# expect: late report is no reason why the others are thrown away
"""Lets one late task turn all results into a single `TimeoutError`."""

import asyncio

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    close_all,
    poll_forever,
    spawn_background,
)


async def collect_within(tasks, timeout):
    return await asyncio.wait_for(asyncio.gather(*tasks), timeout)
