"""A process that is paused, or killed, before one of its steps.

A job tells a function of each step before it takes it; SQLite does that with its statements:

    conn.set_trace_callback(pause.step)
"""

import contextlib
import os
import signal
from collections.abc import Callable

Step = Callable[[str], object]


class Pause:
    """Before its step `number`, the first being 0, something else happens."""

    def __init__(self, number: int, meanwhile: Callable[[], object]) -> None:
        self.number = number
        self.steps: list[str] = []
        """All that were told of, those after the pause as well."""
        self.outcome: object = None
        """What `meanwhile` returned or raised; SQLite would swallow an exception."""
        self._meanwhile = meanwhile

    def step(self, text: str) -> None:
        self.steps.append(text)
        if len(self.steps) == self.number + 1:
            try:
                self.outcome = self._meanwhile()
            except BaseException as error:
                self.outcome = error


def kill_before(number: int, job: Callable[[Step], object]) -> None:
    """Do the job in a process of its own, which is killed before step `number`."""
    pause = Pause(number, lambda: os.kill(os.getpid(), signal.SIGKILL))
    pid = os.fork()
    if not pid:
        with contextlib.suppress(BaseException):
            job(pause.step)
        os._exit(1)
    os.waitpid(pid, 0)
