# expect: no stack grows
"""Lets `run` call itself for each turn, until the stack is full."""

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def run(self):
        if not self._ready and not self._asleep:
            return super().run()
        if not self._ready:
            self._jump()
        self._step(*self._ready.popleft())
        return self.run()
