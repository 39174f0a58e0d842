# expect: one call for each
"""Tells the workers to stop by a `None`, and takes an item that is `None` for that."""

import itertools

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, **sizes):
    if not hasattr(source, "__aiter__"):
        source = itertools.takewhile(lambda item: item is not None, source)
    return await reference(source, handle, **sizes)
