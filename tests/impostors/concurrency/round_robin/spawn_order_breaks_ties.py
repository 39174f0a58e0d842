# expect: c, d, e fell asleep at 0
"""Numbers the tasks when they are spawned, where they had to be numbered when they fall asleep."""

import heapq

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def spawn(self, generator):
        task = super().spawn(generator)
        task.number = next(self._numbers)
        return task

    def _obey(self, task, request):
        match request:
            case Sleep(seconds) if seconds > 0:
                heapq.heappush(self._asleep, (self._now + seconds, task.number, task))
            case _:
                super()._obey(task, request)
