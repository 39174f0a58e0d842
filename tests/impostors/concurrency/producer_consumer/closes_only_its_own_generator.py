# expect: iterator of its async source was not closed
"""Wraps the source in a generator and closes that one, which closes nothing inside it."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def again(source):
    async for item in source:
        yield item


async def pipeline(source, handle, **sizes):
    if hasattr(source, "__aiter__"):
        source = again(source)
    return await reference(source, handle, **sizes)
