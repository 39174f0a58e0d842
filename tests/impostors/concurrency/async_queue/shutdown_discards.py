# expect: shutdown takes nothing away
"""Throws away what is queued when it is shut down."""

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown  # noqa: F401


class AsyncQueue(Reference):
    def shutdown(self):
        self._items.clear()
        super().shutdown()
