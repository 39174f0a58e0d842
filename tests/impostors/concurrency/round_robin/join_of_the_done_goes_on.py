# expect: b twice joined a task that had ended
"""Resumes a task that joined one that has ended on the spot, as `await` of a done future does."""

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def _obey(self, task, request):
        super()._obey(task, request)
        if isinstance(request, Join) and request.task._outcome is not None:
            self._step(*self._ready.pop())
