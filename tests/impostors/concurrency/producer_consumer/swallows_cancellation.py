# expect: CancelledError had to go through
"""Catches its own cancellation and returns as if the work were done."""

import asyncio

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, **sizes):
    try:
        return await reference(source, handle, **sizes)
    except asyncio.CancelledError:
        return []
