# expect: workers=1, yet 12 items were
"""Starts a task for every item at once, however few workers were asked for."""

import asyncio

from solutions.concurrency.producer_consumer import PipelineError, _each


async def pipeline(source, handle, *, workers=4, queue_size=8):
    items = [item async for item in (source if hasattr(source, "__aiter__") else _each(source))]
    try:
        return await asyncio.gather(*[handle(item) for item in items])
    except Exception as error:
        raise PipelineError("failed", [error]) from None
