# expect: the pool must not close before the cache that writes to it
"""Closes the resources in the order of opening, and none after the first error."""

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    collect_within,
    poll_forever,
    spawn_background,
)


async def close_all(resources):
    for resource in resources:
        await resource.close()
