# expect: the source gave an item at 10, 20
"""Makes a list of the source before the first worker starts: no streaming, no back-pressure."""

from solutions.concurrency.producer_consumer import PipelineError, _each
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, *, workers=4, queue_size=8):
    items = []
    try:
        async for item in source if hasattr(source, "__aiter__") else _each(source):
            items.append(item)
    except Exception as error:
        raise PipelineError("failed", [error]) from None
    return await reference(items, handle, workers=workers, queue_size=queue_size)
