# expect: there was one item, so of a and b one gets it and one waits
"""Takes being woken for a proof that the item is still there."""

import asyncio
from collections import deque

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown


class AsyncQueue(Reference):
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._maxsize = maxsize
        self._getters = deque()
        self._putters = deque()

    async def put(self, item):
        if 0 < self._maxsize <= len(self._items):
            await self._wait(self._putters)
        if self._closed:
            raise QueueShutDown
        self._items.append(item)
        self._wake(self._getters)

    async def get(self):
        if not self._items and not self._closed:
            await self._wait(self._getters)
        if self._closed and not self._items:
            raise QueueShutDown
        item = self._items.popleft()
        self._wake(self._putters)
        return item

    def shutdown(self):
        self._closed = True
        for line in (self._getters, self._putters):
            while line:
                self._wake(line)

    async def _wait(self, line):
        waiter = asyncio.get_running_loop().create_future()
        line.append(waiter)
        try:
            await waiter
        except asyncio.CancelledError:
            if waiter in line:
                line.remove(waiter)
            elif not waiter.cancelled():
                self._wake(line)
            raise

    def _wake(self, line):
        while line:
            waiter = line.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
