# expect: yet only \d+ had been read
"""Hands items over one by one: the queue has room for one, whatever was asked for."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, *, workers=4, queue_size=8):
    return await reference(source, handle, workers=workers, queue_size=1)
