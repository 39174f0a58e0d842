# expect: an item was left, and a had to get it
"""Refuses a getter that wakes after `shutdown`, without a look at the item it was woken for."""

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown


class AsyncQueue(Reference):
    async def get(self):
        was_open = not self._closed
        await self._ready.take()
        if not self._items or (was_open and self._closed):
            self._ready.give()
            raise QueueShutDown
        self._room.give()
        return self._items.popleft()
