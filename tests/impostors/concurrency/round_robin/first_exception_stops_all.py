# expect: which ends that task alone
"""Lets the exception of a task out of the loop, and all the others stop with it."""

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def _end(self, task, value, error):
        joiners = task._joiners
        super()._end(task, value, error)
        if error is not None and not joiners:
            raise error
