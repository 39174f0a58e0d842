# expect: nothing was to be started
"""Notes an error and goes on: it is raised when all the items have been handled."""

from solutions.concurrency.producer_consumer import PipelineError
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, **sizes):
    errors = []

    async def careful(item):
        try:
            return await handle(item)
        except Exception as error:
            errors.append(error)

    results = await reference(source, careful, **sizes)
    if errors:
        raise PipelineError("failed", errors)
    return results
