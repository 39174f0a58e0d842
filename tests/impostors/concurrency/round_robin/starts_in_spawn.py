# expect: here it ran the task
"""Runs a new task up to its first `yield` at once, to prime it."""

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def spawn(self, generator):
        task = super().spawn(generator)
        self._step(*self._ready.pop())
        return task
