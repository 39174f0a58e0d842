# expect: a waited longest, then b, then c
"""Wakes whoever came last."""

from solutions.concurrency.async_queue import AsyncQueue as Reference
from solutions.concurrency.async_queue import QueueShutDown, _Permits  # noqa: F401


class Permits(_Permits):
    def give(self):
        self._line.reverse()
        super().give()
        self._line.reverse()


class AsyncQueue(Reference):
    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self._ready = Permits(0)
        self._room = Permits(self._room._free)
