"""`asyncio.Queue` as it is; before 3.13, which brought `shutdown`, around an end mark."""

import asyncio
import sys

if sys.version_info >= (3, 13):
    from asyncio import Queue as AsyncQueue
    from asyncio import QueueShutDown
else:
    END = object()

    class QueueShutDown(Exception):
        pass

    class AsyncQueue:
        """An end mark must never wait for room, so room is a matter of its own."""

        def __init__(self, maxsize=0):
            self._line = asyncio.Queue()
            self._room = asyncio.Semaphore(maxsize) if maxsize > 0 else None
            self._marks = 0

        def qsize(self):
            return self._line.qsize() - self._marks

        async def put(self, item):
            if self._room and not self._marks:
                await self._room.acquire()
            if self._marks:
                self._let_in()
                raise QueueShutDown
            self._line.put_nowait(item)

        async def get(self):
            item = await self._line.get()
            if item is END:
                self._marks -= 1
                self._mark()
                raise QueueShutDown
            self._let_in()
            return item

        def shutdown(self):
            self._mark()
            self._let_in()

        def _let_in(self):
            if self._room:
                self._room.release()

        def _mark(self):
            self._marks += 1
            self._line.put_nowait(END)
