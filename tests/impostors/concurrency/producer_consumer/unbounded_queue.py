# expect: producer may hold one besides
"""Makes the queue without a limit, so that a fast source fills the memory."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, *, workers=4, queue_size=8):
    return await reference(source, handle, workers=workers, queue_size=10**6)
