# expect: so PipelineError was due, and not \[
"""Takes an error of the source for its end, as if everything had been read."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def until_error(items):
    try:
        async for item in items:
            yield item
    except Exception:
        return
    finally:
        await items.aclose()


async def pipeline(source, handle, **sizes):
    if hasattr(source, "__aiter__"):
        items = aiter(source)
        source = until_error(items) if hasattr(items, "aclose") else items
    return await reference(source, handle, **sizes)
