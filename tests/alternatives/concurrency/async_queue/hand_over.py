"""The item travels in the getter's future, and goes back to the front if the getter gave up."""

import asyncio
from collections import deque


class QueueShutDown(Exception):
    pass


class AsyncQueue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.items = deque()
        self.getters = []
        self.putters = []
        # Places promised to woken putters, and those of items on their way to a woken getter:
        # these may come back.
        self.reserved = 0
        self.closed = False

    def qsize(self):
        return len(self.items)

    async def put(self, item):
        if self.closed:
            raise QueueShutDown
        if 0 < self.maxsize <= len(self.items) + self.reserved:
            await self._wait(self.putters, self._return_place)
            self.reserved -= 1
        self._place(item, at_front=False)

    async def get(self):
        if self.items:
            item = self.items.popleft()
            self._invite()
            return item
        if self.closed:
            raise QueueShutDown
        item = await self._wait(self.getters, self._put_back)
        self.reserved -= 1
        self._invite()
        return item

    def shutdown(self):
        self.closed = True
        for line in (self.getters, self.putters):
            while waiter := self._next(line):
                waiter.set_exception(QueueShutDown())

    def _place(self, item, at_front):
        if getter := self._next(self.getters):
            self.reserved += 1
            getter.set_result(item)
        elif at_front:
            self.items.appendleft(item)
        else:
            self.items.append(item)

    def _put_back(self, item):
        self.reserved -= 1
        self._place(item, at_front=True)

    def _invite(self):
        if putter := self._next(self.putters):
            self.reserved += 1
            putter.set_result(None)

    def _return_place(self, result):
        self.reserved -= 1
        self._invite()

    @staticmethod
    async def _wait(line, undo):
        waiter = asyncio.get_running_loop().create_future()
        line.append(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and not waiter.exception():
                undo(waiter.result())
            raise
        finally:
            if waiter in line:
                line.remove(waiter)

    @staticmethod
    def _next(line):
        """Return the first that still waits, taken out of the line."""
        while line:
            waiter = line.pop(0)
            if not waiter.done():
                return waiter
        return None
