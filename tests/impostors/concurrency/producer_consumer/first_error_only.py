# expect: PipelineError held \['a'\]
"""Reports the error that came first and forgets the others."""

from solutions.concurrency.producer_consumer import PipelineError
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, **sizes):
    try:
        return await reference(source, handle, **sizes)
    except PipelineError as error:
        raise PipelineError("failed", error.exceptions[:1]) from None
