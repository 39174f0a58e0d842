# expect: `get a; get b; put 1, .*got 1 in spite of being cancelled
"""Keeps what it was woken for and goes on, as if nobody had asked the task to stop."""

import asyncio

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown, _Permits  # noqa: F401


class Permits(_Permits):
    async def take(self):
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                raise


class AsyncQueue(Reference):
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._ready = Permits(0)
        self._room = Permits(self._room._free)
