# expect: the pool must not close before the cache that writes to it
"""Today's close: first opened first, and nothing after the first error."""

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    collect_within,
    poll_forever,
    spawn_background,
)


async def close_all(resources):
    for resource in resources:
        await resource.close()
