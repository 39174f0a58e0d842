# expect: for workers=2, yet at most 1 worked
"""Handles one item after another: right answers, and all workers but one for nothing."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, *, workers=4, queue_size=8):
    return await reference(source, handle, workers=1, queue_size=queue_size)
