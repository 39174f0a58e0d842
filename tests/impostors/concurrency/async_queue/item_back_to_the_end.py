# expect: 1 went in before 2
"""Hands items over in futures, and puts back at the end what a cancelled getter was given."""

import asyncio
from collections import deque

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown


class AsyncQueue(Reference):
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._getters = deque()

    async def put(self, item):
        await self._room.take()
        if self._closed:
            self._room.give()
            raise QueueShutDown
        if not self._handed_over(item):
            self._items.append(item)

    async def get(self):
        if self._items:
            self._room.give()
            return self._items.popleft()
        if self._closed:
            raise QueueShutDown
        getter = asyncio.get_running_loop().create_future()
        self._getters.append(getter)
        try:
            item = await getter
        except asyncio.CancelledError:
            if getter in self._getters:
                self._getters.remove(getter)
            given = not getter.cancelled() and not getter.exception()
            if given and not self._handed_over(getter.result()):
                self._items.append(getter.result())
            raise
        self._room.give()
        return item

    def shutdown(self):
        super().shutdown()
        while self._handed_over(QueueShutDown):
            pass

    def _handed_over(self, item):
        """Give the item to the first getter in line, and tell whether there was one."""
        while self._getters:
            getter = self._getters.popleft()
            if getter.done():
                continue
            if item is QueueShutDown:
                getter.set_exception(QueueShutDown())
            else:
                getter.set_result(item)
            return True
        return False
