# expect: turns of the loop and no time has passed
"""Looks again in every turn of the loop instead of sleeping until woken."""

import asyncio

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown


class AsyncQueue(Reference):
    async def get(self):
        while not self._items:
            if self._closed:
                raise QueueShutDown
            await asyncio.sleep(0)
        return await super().get()
