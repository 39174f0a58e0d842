# expect: whoever ends first
"""Collects results as they come, so the quickest handler comes first."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, **sizes):
    results = []

    async def collect(item):
        results.append(await handle(item))

    await reference(source, collect, **sizes)
    return results
