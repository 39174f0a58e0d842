# expect: when only \[\] had ended
"""Runs behind a shield: when it is cancelled, its handlers never hear of it."""

import asyncio

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


async def pipeline(source, handle, **sizes):
    return await asyncio.shield(reference(source, handle, **sizes))
