# expect: a free worker takes the next item at once
"""Starts as many items as there are workers, then waits for the slowest of them."""

import asyncio

from solutions.concurrency.producer_consumer import PipelineError, _each


async def pipeline(source, handle, *, workers=4, queue_size=8):
    results, batch = [], []
    try:
        async for item in source if hasattr(source, "__aiter__") else _each(source):
            batch.append(item)
            if len(batch) == workers:
                results += await asyncio.gather(*map(handle, batch))
                batch = []
        return results + await asyncio.gather(*map(handle, batch))
    except Exception as error:
        raise PipelineError("failed", [error]) from None
