# expect: gets past `except Exception`
"""Goes on after an Exception only, so that a cancel leaves the rest open."""

from solutions.concurrency.shutdown_autopsy import (  # noqa: F401
    collect_within,
    poll_forever,
    spawn_background,
)


async def close_all(resources):
    errors = []
    for resource in reversed(resources):
        try:
            await resource.close()
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("not closed", errors)
