"""What the workloads of `pick_executor` stand on. Given; it need not be read.

All waits here end by events. What bounds them is reached by wrong programs only: threads
have `TURNS` turns in which nobody new comes, and on a busy machine a turn is longer.
"""

import asyncio
import os
import select
import threading
from pathlib import Path
from typing import Any

#: How many threads or processes the tests grant.
WORKERS = 4
TURN, TURNS = 0.05, 20
#: Seconds for a process to start, however busy the machine.
PATIENCE = 10.0


class Unmet(Exception):
    """A workload did not get what it needs."""


class Caller:
    """The thread that made this: the one that calls `run_all`."""

    def __init__(self) -> None:
        self._process = os.getpid()
        self._thread = threading.get_ident()

    def shares_process(self) -> bool:
        return os.getpid() == self._process

    def is_here(self) -> bool:
        return self.shares_process() and threading.get_ident() == self._thread


class Meeting:
    """Opens when `size` items are under way at once, or as many as there are workers."""

    def __init__(self, size: int, workers: int = WORKERS) -> None:
        self._size = size
        self._room = min(size, workers)
        self._caller = Caller()
        self._inside = 0
        self._met = 0
        self._changed = threading.Condition()

    def __getstate__(self) -> dict[str, Any]:
        return vars(self) | {"_changed": None}  # a copy in another process meets nobody

    def attend(self) -> None:
        if self._caller.is_here():
            raise Unmet(f"your own thread was busy with 1 of {self._size:,}, the others waited")
        if self._caller.shares_process():
            with self._changed:
                self._judge(self._gathered())
        else:
            self._judge(self._room)

    async def aattend(self) -> None:
        self._inside += 1
        for _ in range(TURNS):
            if self._inside >= self._size:
                return
            await asyncio.sleep(0)
        self._judge(self._inside)

    def _gathered(self) -> int:
        """Wait, and return how many have met; those who come later find it settled."""
        self._inside += 1
        if self._inside == self._room:
            self._met = self._met or self._room
        self._changed.notify_all()
        turns = TURNS
        while turns and not self._met:
            turns = TURNS if self._changed.wait(TURN) else turns - 1
        self._met = self._met or self._inside
        return self._met

    def _judge(self, met: int) -> None:
        if met < self._size:
            raise Unmet(f"{met} of {self._size:,} were under way at once, no more")


class Place:
    """Tells in which process each item was; the items 0 and 1 must meet, unless one is bad."""

    def __init__(self, folder: str, bad: object = None) -> None:
        self.bad = bad
        self.boxes = [Path(folder, name) for name in "01"]
        for box in self.boxes:
            os.mkfifo(box)

    def run(self, item: int) -> tuple[int, int]:
        if item == self.bad:
            raise Unmet(f"item {item}")
        if item < len(self.boxes) and self.bad is None:
            self.meet(item)
        return item, os.getpid()

    def meet(self, item: int) -> None:
        mine, other = self.boxes[item], self.boxes[1 - item]
        with open(mine, "r+b", 0) as inbox, open(other, "r+b", 0) as outbox:
            outbox.write(b"!")
            if not select.select([inbox], [], [], PATIENCE)[0]:
                raise Unmet(f"item {item} was under way alone")
