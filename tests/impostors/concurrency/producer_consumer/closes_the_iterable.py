# expect: iterator of its async source was not closed
"""Closes the source, where the iterator that the source gave had to be closed."""

from solutions.concurrency.producer_consumer import PipelineError  # noqa: F401
from solutions.concurrency.producer_consumer import pipeline as reference


class Reading:
    def __init__(self, source):
        self._items = aiter(source)

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await anext(self._items)


async def pipeline(source, handle, **sizes):
    if not hasattr(source, "__aiter__"):
        return await reference(source, handle, **sizes)
    try:
        return await reference(Reading(source), handle, **sizes)
    finally:
        if hasattr(source, "aclose"):
            await source.aclose()
