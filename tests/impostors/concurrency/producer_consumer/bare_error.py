# expect: so PipelineError was due, and not BrokenError
"""Lets the first error through as it is, as `gather` does."""

from solutions.concurrency.producer_consumer import PipelineError
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, **sizes):
    try:
        return await reference(source, handle, **sizes)
    except PipelineError as error:
        raise error.exceptions[0] from None
