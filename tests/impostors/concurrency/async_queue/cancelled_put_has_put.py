# expect: leave the room to 3, having put nothing
"""Lets the getter fetch the item of a waiting putter, who may yet be cancelled before it runs."""

import asyncio
from collections import deque

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown


class AsyncQueue(Reference):
    def __init__(self, maxsize=0):
        super().__init__()
        self._maxsize = maxsize
        self._putters = deque()

    async def put(self, item):
        if self._closed or not 0 < self._maxsize <= len(self._items):
            await super().put(item)
            return
        putter = asyncio.get_running_loop().create_future(), item
        self._putters.append(putter)
        try:
            await putter[0]
        finally:
            if putter in self._putters:
                self._putters.remove(putter)

    async def get(self):
        item = await super().get()
        while self._putters:
            future, fetched = self._putters.popleft()
            if not future.done():
                self._items.append(fetched)
                self._ready.give()
                future.set_result(None)
                break
        return item

    def shutdown(self):
        super().shutdown()
        for future, _ in self._putters:
            if not future.done():
                future.set_exception(QueueShutDown())
