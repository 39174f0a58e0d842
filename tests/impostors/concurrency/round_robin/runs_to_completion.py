# expect: one each, in the order of the queue
"""Runs each task until it waits or ends, so that a plain `yield` gives way to nobody."""

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def _obey(self, task, request):
        if request is None:
            self._step(task, None, None)
        else:
            super()._obey(task, request)
