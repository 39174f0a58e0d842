# expect: a could get 1 before it was cancelled, or raise CancelledError and leave 1 to b
"""Lets a woken waiter that is cancelled go, and with it the only wake-up for its item."""

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
        await turn


class AsyncQueue(Reference):
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._ready = Permits(0)
        self._room = Permits(self._room._free)
