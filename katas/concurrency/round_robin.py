"""Round robin: an event loop made of nothing but generators.

A task is a generator. The tasks that can go on stand in a queue; `run` takes
the first out, resumes it up to its next `yield`, then takes the next. What a
task yields says when it goes back to the end of the queue:

- `yield` or `yield Sleep(0)`: now. It gives `None`, as every `Sleep` does.
- `yield Sleep(s)`: in `s` seconds of virtual time, see `now`.
- `yield Join(task)`: when that task ends, or now if it has ended already. The
  `yield` then gives what the task returned, or raises what it raised. Those who
  wait for the same task go back in the order of joining.
- A negative `Sleep`: now, and the `yield` raises `ValueError`.
- Anything else: now, and the `yield` raises `TypeError`.

    >>> scheduler = Scheduler()
    >>> def brew():
    ...     yield Sleep(180)
    ...     return "tea"
    >>> def drink(brewing):
    ...     print((yield Join(brewing)), "at", scheduler.now)
    >>> drinking = scheduler.spawn(drink(scheduler.spawn(brew())))
    >>> _ = scheduler.run()
    tea at 180.0

With n tasks a turn takes O(log n) time. A chain of 10,000 joins must work.
Off limits: `asyncio`, threads, and the real clock.
"""

from collections.abc import Generator
from typing import Any, NamedTuple


class Sleep(NamedTuple):
    """What a task yields to sleep. Given, like `Join`."""

    seconds: float


class Join(NamedTuple):
    """What a task yields to wait for another one."""

    task: "Task"


class Task:
    """What `spawn` returns and `Join` takes; the rest is up to you."""


class Scheduler:
    def __init__(self) -> None:
        raise NotImplementedError

    @property
    def now(self) -> float:
        """The virtual time in seconds, 0.0 at first.

        It stands still while the queue holds a task. Then it jumps to the next wake-up, and all
        who wake at that time enter the queue, in the order in which they fell asleep.
        """
        raise NotImplementedError

    def spawn(self, generator: Generator[Any, Any, Any]) -> Task:
        """Put a new task at the end of the queue; a running task may call this too."""
        raise NotImplementedError

    def run(self) -> float:
        """Run tasks until none can go on, then return the time.

        An exception ends only the task that raised it. At the end, raise the first exception
        of a task that nobody has joined by then; a join counts whether it was yielded before
        that task failed or after. If there is none but tasks still wait, that is a deadlock:
        raise `RuntimeError` with the `__name__` of each waiting generator in its text. What is no
        `Exception`, `KeyboardInterrupt` above all, leaves `run` at once.
        """
        raise NotImplementedError
