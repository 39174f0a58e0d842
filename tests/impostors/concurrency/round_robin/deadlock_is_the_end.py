# expect: RuntimeError was due, run\(\) gave 1
"""Takes an empty queue for the end of everything, though tasks still wait for one another."""

from solutions.concurrency.round_robin import Join, Sleep, Task  # noqa: F401
from solutions.concurrency.round_robin import Scheduler as Reference


class Scheduler(Reference):
    def run(self):
        try:
            return super().run()
        except RuntimeError as error:
            if not str(error).startswith("deadlock"):
                raise
            return self.now
