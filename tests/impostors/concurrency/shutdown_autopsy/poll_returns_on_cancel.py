# expect: one that turns it into a result lies
"""Ends on a cancel, but as if it had finished by itself."""

import asyncio

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    close_all,
    collect_within,
    spawn_background,
)
from solutions.concurrency.shutdown_autopsy import poll_forever as reference


async def poll_forever(step, pause, report):
    try:
        await reference(step, pause, report)
    except asyncio.CancelledError:
        return
