# expect: swallows its cancel goes on, and the deploy hangs
"""Catches `BaseException` around each step, and with it the cancel that should end the polling."""

import asyncio

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    close_all,
    collect_within,
    spawn_background,
)


async def poll_forever(step, pause, report):
    while True:
        try:
            await step()
            await asyncio.sleep(pause)
        except BaseException as error:
            report(error)
