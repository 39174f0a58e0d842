# expect: nothing will come any more
"""Wakes one getter at the end, as `put` does, and leaves the others waiting."""

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown


class AsyncQueue(Reference):
    async def get(self):
        if self._closed and not self._items:
            raise QueueShutDown
        await self._ready.take()
        if not self._items:
            raise QueueShutDown
        self._room.give()
        return self._items.popleft()
