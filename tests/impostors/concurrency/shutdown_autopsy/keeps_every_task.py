# expect: or each job is a leak
"""Puts tasks into a global set and never takes them out again."""

import asyncio

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    close_all,
    collect_within,
    poll_forever,
)

running = set()


def spawn_background(coro):
    task = asyncio.create_task(coro)
    running.add(task)
    return task
