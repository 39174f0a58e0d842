# expect: b stood in the queue before a came back
"""Wakes a single sleeper, and leaves those due at the same time until the queue is empty."""

import heapq

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def _jump(self):
        self._now, _, task = heapq.heappop(self._asleep)
        self._ready.append((task, None, None))
