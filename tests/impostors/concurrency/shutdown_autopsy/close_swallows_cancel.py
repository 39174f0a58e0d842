# expect: it had to end with CancelledError
"""Files a cancel under errors, and ends with those."""

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
        except BaseException as error:
            errors.append(error)
    if errors:
        raise BaseExceptionGroup("not closed", errors)
