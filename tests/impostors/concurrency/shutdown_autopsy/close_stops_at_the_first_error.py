# expect: the others stay open
"""Closes in reverse, but nothing after the first error."""

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    collect_within,
    poll_forever,
    spawn_background,
)


async def close_all(resources):
    for resource in reversed(resources):
        try:
            await resource.close()
        except Exception as error:
            raise ExceptionGroup("not closed", [error]) from None
