"""Async queue: hand items from task to task, and lose none.

Items come out in the order in which they went in, `None` like any other. `get`
waits while there is none, `put` while `maxsize` are queued; 0 or less means no
bound. Those who wait are woken at once, without polling, and served in the
order in which they began to wait. One exception is allowed: a call made after
a task was woken, and before it runs, may be served in its place; the task then
waits again, anywhere in the line.

    >>> import asyncio
    >>> async def party():
    ...     queue = AsyncQueue(maxsize=2)
    ...     await queue.put("tea")
    ...     queue.shutdown()
    ...     return await queue.get()
    >>> asyncio.run(party())
    'tea'

A cancelled `get` has taken nothing, a cancelled `put` has put nothing, and both
raise `CancelledError`, even if they had been woken. What they were woken for
goes to the next in line; an item that nobody waits for is the next to come out.
Left to you at `shutdown`: a putter that was already woken may be let in or
refused, and the item that a woken getter will still get may count as gone.

From `asyncio` use only `get_running_loop`, futures and `CancelledError`.
"""

from typing import Generic, TypeVar

T = TypeVar("T")


class QueueShutDown(Exception):
    """The queue takes no more items, or has no more to give."""


class AsyncQueue(Generic[T]):
    def __init__(self, maxsize: int = 0) -> None:
        raise NotImplementedError

    def qsize(self) -> int:
        """Return how many items are queued."""
        raise NotImplementedError

    async def put(self, item: T) -> None:
        """Add an item, as soon as there is room. Raise `QueueShutDown` after `shutdown`."""
        raise NotImplementedError

    async def get(self) -> T:
        """Take the next item out. Raise `QueueShutDown` after `shutdown`, once none is left."""
        raise NotImplementedError

    def shutdown(self) -> None:
        """Refuse further puts and all who wait; what is queued can be taken. May be repeated."""
        raise NotImplementedError
