# expect: yet run\(\) raised the same again
"""Raises the exception of a task in the task that joined it, and once more out of `run`."""

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def _end(self, task, value, error):
        super()._end(task, value, error)
        if error is not None:
            self._failed[-1] = Task(None), error  # a task that nobody can join
