"""Pick executor: inline, asyncio, threads or processes, and reasons for it.

Write `run_all`, which runs a workload over items in the way it is told. It
returns the answers in the order of the items, and lets an item's error out as
it is. When it returns or raises, no thread and no process of it still runs.

    "inline"      `run` for one item after the other, in the caller's thread
    "asyncio"     `arun` for all items at once, in a loop in the caller's thread
    "threads"     `run` in a pool of `workers` threads, side by side
    "processes"   `run` in a pool of `workers` other processes, side by side

A worker process that dies raises `BrokenProcessPool`, from
`concurrent.futures.process`; what it did is not tried again.

    >>> class Doubling:
    ...     def run(self, item):
    ...         return 2 * item
    ...     async def arun(self, item):
    ...         return 2 * item
    >>> run_all("threads", Doubling(), [3, 1, 2], workers=2)
    [6, 2, 4]

Then fill in `CHOICES` for the seven workloads in `_pick_executor_workloads.py`,
next to this file: open it beside this one. Choose the way that gives a workload
what it needs; where several do, the one that stands first above, for they are
in the order of what they cost. A choice is judged by running the workload with
your `run_all` and watching what happens to it; nothing is timed.

Processes get everything by pickle and inherit nothing: the tests start them by
forkserver, the default on Linux from Python 3.14.
"""

from collections.abc import Sequence
from typing import Any

from katas.concurrency._pick_executor_workloads import Workload

CHOICES: dict[str, object] = {
    "AddTax": ...,
    "PostToLedger": ...,
    "FillCache": ...,
    "HashFiles": ...,
    "ServeClients": ...,
    "CountPrimes": ...,
    "DecodeVideo": ...,
}


def run_all(way: str, workload: Workload, items: Sequence[Any], *, workers: int) -> list[Any]:
    """Raise `ValueError`, before anything is run, for a way that is none of the four."""
    raise NotImplementedError
