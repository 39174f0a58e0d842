# expect: a job was gone half-way
"""Today's spawn: nobody keeps the task but the loop, and the loop keeps it weakly."""

import asyncio

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    close_all,
    collect_within,
    poll_forever,
)


def spawn_background(coro):
    return asyncio.create_task(coro)
