"""A cancelled `asyncio.wait` leaves the task alone; newcomers wait until a dying one has ended."""

import asyncio


class SingleFlight:
    def __init__(self):
        self._running = {}
        self._dying = {}

    def in_flight(self):
        return len(self._running)

    async def do(self, key, fn):
        while key in self._dying:
            await asyncio.wait([self._dying[key]])
        if key not in self._running:
            self._running[key] = (asyncio.create_task(self._run(key, fn)), set())
        task, callers = self._running[key]
        me = asyncio.current_task()
        callers.add(me)
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            callers.remove(me)
            if not callers:
                await self._stop(key, task)
            raise
        return task.result()

    async def _run(self, key, fn):
        try:
            return await fn()
        finally:
            self._running.pop(key, None)

    async def _stop(self, key, task):
        self._running.pop(key, None)
        self._dying[key] = task
        task.cancel()
        try:
            await asyncio.wait([task])
        finally:
            del self._dying[key]
