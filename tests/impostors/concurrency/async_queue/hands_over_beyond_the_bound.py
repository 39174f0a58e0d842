# expect: maxsize=1, .*: 2 items were queued
"""Hands items over in futures, frees their place at once, and may then have to take them back."""

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
            return await getter
        except asyncio.CancelledError:
            if getter in self._getters:
                self._getters.remove(getter)
            given = not getter.cancelled() and not getter.exception()
            if given and not self._handed_over(getter.result()):
                self._items.appendleft(getter.result())
            raise

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
                self._room.give()
                getter.set_result(item)
            return True
        return False
