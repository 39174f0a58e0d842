# expect: yet 1 worked at once
"""Handles one item after another: right answers, and all workers but one for nothing."""
from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, *, workers=4, queue_size=8):
    one = min(workers, 1)
    return await reference(source, handle, workers=one, queue_size=queue_size + workers - one)
