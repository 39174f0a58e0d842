# expect: With a pause of 10 seconds after each step
"""Pauses inside the `try`: a step that fails is repeated at once."""

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
        except Exception as error:
            report(error)
