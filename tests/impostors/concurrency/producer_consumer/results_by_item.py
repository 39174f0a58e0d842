# expect: one call for each
"""Files results under their items, where equal items overwrite one another."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, **sizes):
    items, results = [], {}

    async def collect(item):
        items.append(item)
        results[item] = await handle(item)

    await reference(source, collect, **sizes)
    return [results[item] for item in items]
