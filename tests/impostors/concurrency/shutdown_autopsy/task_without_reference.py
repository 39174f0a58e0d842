# expect: a job was gone half-way
"""Leaves a background task to the event loop, which refers to it only weakly."""

import asyncio

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    close_all,
    collect_within,
    poll_forever,
)


def spawn_background(coro):
    return asyncio.create_task(coro)
