"""One `Condition` for everything: whoever changes something wakes all, and all look again."""

import asyncio
from collections import deque


class QueueShutDown(Exception):
    pass


class AsyncQueue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.items = deque()
        self.is_open = True
        self.changed = asyncio.Condition()
        self.news = set()

    def qsize(self):
        return len(self.items)

    async def put(self, item):
        async with self.changed:
            await self.changed.wait_for(
                lambda: not self.is_open or not 0 < self.maxsize <= len(self.items)
            )
            if not self.is_open:
                raise QueueShutDown
            self.items.append(item)
            self.changed.notify_all()

    async def get(self):
        async with self.changed:
            await self.changed.wait_for(lambda: self.items or not self.is_open)
            if not self.items:
                raise QueueShutDown
            self.changed.notify_all()
            return self.items.popleft()

    def shutdown(self):
        self.is_open = False
        task = asyncio.create_task(self._notify())
        self.news.add(task)
        task.add_done_callback(self.news.discard)

    async def _notify(self):
        async with self.changed:
            self.changed.notify_all()
