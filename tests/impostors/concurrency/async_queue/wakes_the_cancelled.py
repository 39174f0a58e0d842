# expect: its future is already cancelled, so the item is for b
"""Spends the wake-up on the first in line, even if that one was cancelled a moment ago."""

import asyncio
from collections import deque

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown, _Permits  # noqa: F401


class Permits(_Permits):
    async def take(self):
        try:
            await super().take()
        except asyncio.CancelledError:
            waiting = [turn for turn in self._line if not turn.done()]
            self._line = deque(waiting)
            raise

    def give(self):
        if not self._line:
            self._free += 1
            return
        turn = self._line.popleft()
        if not turn.done():
            turn.set_result(None)


class AsyncQueue(Reference):
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._ready = Permits(0)
        self._room = Permits(self._room._free)
