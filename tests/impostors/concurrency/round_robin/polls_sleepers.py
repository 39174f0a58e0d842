# expect: n that are asleep: a turn takes O\(log n\)
"""Asks all the sleepers at each turn whether it is time."""

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def _step(self, task, value, error):
        super()._step(task, value, error)
        for wake, _, sleeper in self._asleep:
            if wake <= self._now:
                self._asleep.remove((wake, _, sleeper))
                self._ready.append((sleeper, None, None))
