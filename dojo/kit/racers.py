"""Jobs that run at once, each in a thread of its own and held at a gate until all are there."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

PATIENCE = 10.0


class Racer(threading.Thread):
    def __init__(self, job: Callable[[Any], object], line: Any) -> None:
        super().__init__(daemon=True)
        self._job, self.line = job, line
        self.outcome: object = None

    def run(self) -> None:
        try:
            self.outcome = self._job(self.line)
        except BaseException as error:
            self.outcome = error


def line_up(racer: Racer, is_waiting: Callable[[], bool]) -> None:
    """Start a job; return when it waits at the gate, or has ended without coming there."""
    racer.start()
    deadline = time.monotonic() + PATIENCE
    while racer.is_alive() and not is_waiting():
        assert time.monotonic() < deadline, f"a job neither ended nor waited in {PATIENCE:g} s"
        time.sleep(0.001)


def outcomes(racers: Sequence[Racer]) -> list[Any]:
    """Return, the gate being open, what each job returned, or the exception it raised."""
    for racer in racers:
        racer.join(2 * PATIENCE)
    late = [str(number) for number, racer in enumerate(racers, 1) if racer.is_alive()]
    assert not late, f"job {', '.join(late)} of {len(racers)} did not end after the gate was opened"
    return [racer.outcome for racer in racers]
