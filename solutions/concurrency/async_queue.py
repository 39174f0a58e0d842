"""Async queue, solved with a deque and two counts of permits.

A getter needs a permit for one item, a putter needs one for a free place, and
each passes on the kind that the other needs. So there is one mechanism, used
twice: a count, and a line of futures for those who came when it was zero.

A permit goes straight to the first in line and is never seen free, so no
newcomer can snatch it and no one has to look again after waking. But between
`set_result` and the moment when the woken task runs, that task can be
cancelled. It then holds a permit that it will never use, and must pass it on:
that is the one line that most home-made queues lack. The other half of the
window: `cancel` marks the future at once, but the task runs later, so whoever
wakes must step over futures that are done. Items stay in the deque until a
getter really runs. Nothing is in flight, nothing is lost.

The end is one permit too many on either side. Whoever finds nothing behind it
lays it back, which wakes the next, and raises: no loop over the waiters.

Cost: O(1) for a call, amortised, for a waiter that gave up stays in line until
the next permit passes over it. Where consumers poll an idle queue with a
timeout these pile up, so a library would also take it out at once. At work, use
`asyncio.Queue`; its `shutdown` came with 3.13 and can also throw away what is
queued. It wakes a waiter and lets it look again, so a newcomer may be quicker,
and who was overtaken goes to the end of the line. It also has `join`, futures
that wait for a count of unfinished items to reach zero: `put` counts up,
`task_done` down. Called more often than `put`, `task_done` raises `ValueError`.
Neither queue is safe for threads: there it is `queue.Queue`, or
`loop.call_soon_threadsafe`.

Interview: "How does asyncio.Queue block, and what happens when a consumer is
cancelled?" Blocking is a future in a deque; putting wakes the first that is
not done. Draw the window: woken, not yet run, cancelled; unless it wakes the
next, the item lies there while the others sleep, and nothing is logged. Say
that no lock is needed, for nothing else runs between two awaits, and that this
is also why a check before an `await` is worth nothing after it. Tell `join`
from "empty": the last item has left the queue and is still being worked on, so
`task_done` belongs in a `finally`. End with the shutdown: a sentinel for each
consumer, cancelling after `join`, or `shutdown`. What an in-memory queue cannot
do: an item got by a task that then dies is gone.

Hints
-----
1. What can a task await that another task completes later? Where do you keep
   it, so that the one who waited longest is completed first?
2. A getter was woken and is cancelled before it runs. What state is its future
   in, and how does that differ from a getter that was never woken? Who must
   hear of it?
3. A getter is cancelled, and in the same turn of the loop somebody puts. Who
   is still in the line, and what does `set_result` say to a cancelled future?
4. `put` and `get` mirror each other. Write one small class with `take` and
   `give`, a count and a deque of futures, and use it for items and for room.
5. `get`: take a permit for an item, give one for a place, pop the item. `take`
   on `CancelledError`: `give`, unless the future itself was cancelled; raise.
   `shutdown`: a flag, and one more permit for each side.
"""

import asyncio
import math
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class QueueShutDown(Exception):
    pass


class _Permits:
    """A count to draw from; those who find it at zero stand in line."""

    def __init__(self, free: float) -> None:
        self._free = free
        self._line: deque[asyncio.Future[None]] = deque()

    async def take(self) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._line.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self.give()
            raise

    def give(self) -> None:
        while self._line:
            turn = self._line.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class AsyncQueue(Generic[T]):
    def __init__(self, maxsize: int = 0) -> None:
        self._items: deque[T] = deque()
        self._ready = _Permits(0)
        self._room = _Permits(maxsize if maxsize > 0 else math.inf)
        self._closed = False

    def qsize(self) -> int:
        return len(self._items)

    async def put(self, item: T) -> None:
        await self._room.take()
        if self._closed:
            self._room.give()
            raise QueueShutDown
        self._items.append(item)
        self._ready.give()

    async def get(self) -> T:
        await self._ready.take()
        if not self._items:
            self._ready.give()
            raise QueueShutDown
        self._room.give()
        return self._items.popleft()

    def shutdown(self) -> None:
        self._closed = True
        self._ready.give()
        self._room.give()
