# expect: so PipelineError was due, and not \[
"""Drops an item whose handler fails, and tells nobody."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference

DROPPED = object()


async def pipeline(source, handle, **sizes):
    async def careful(item):
        try:
            return await handle(item)
        except Exception:
            return DROPPED

    results = await reference(source, careful, **sizes)
    return [result for result in results if result is not DROPPED]
