"""The workloads that `pick_executor` asks about. Given: leave them as they are.

Each has two forms, as clients of many services have: `run` blocks until its item is
done, `arun` is for asyncio. The docstring says what has to be done, the code plays
it. In `attend` an item waits until that many are under way at once, and complains
if they never are. `missed` tells the tests what is wrong although no error came.
"""

import asyncio
import hashlib
import itertools
import os
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from katas.concurrency._pick_executor_stage import Caller, Meeting, Unmet


class Workload:
    """What `run_all` runs, one item a call."""

    items: Sequence[Any] = range(4)
    due: type[Exception] | None = None

    def __init__(self) -> None:
        self.caller = Caller()
        self.meeting = Meeting(len(self.items))

    def run(self, item: Any) -> Any:
        """Block until the item is done."""

    async def arun(self, item: Any) -> Any:
        """Do the same for asyncio: no better than `run`, unless somebody writes it anew."""
        return self.run(item)

    def missed(self, answers: object) -> str:
        return ""


class AddTax(Workload):
    """Add the tax to a thousand prices: one multiplication each."""

    items = range(1_000)
    called = 0

    def run(self, item: int) -> int:
        self.called += self.caller.is_here()
        return item * 120 // 100

    async def arun(self, item: int) -> int:
        return item * 120 // 100

    def missed(self, answers: object) -> str:
        handed = len(self.items) - self.called
        return f"{handed:,} were handed over, which costs more than doing them" if handed else ""


class PostToLedger(Workload):
    """Post entries to an account. Each starts from the balance that the one before it left."""

    items = (10, 20, 30, 40)
    balance = 0

    def run(self, item: int) -> int:
        before = self.balance
        if not self.caller.is_here():
            self.meeting.attend()  # the worst moment to lose the processor
        self.balance = before + item
        return self.balance

    async def arun(self, item: int) -> int:
        before = self.balance
        await asyncio.sleep(0)  # the journal is written
        self.balance = before + item
        return self.balance

    def missed(self, answers: object) -> str:
        if answers == [*itertools.accumulate(self.items)]:
            return ""
        return f"the entries {self.items} gave the balances {answers}"


class FillCache(Workload):
    """Read pages from four slow disks side by side; afterwards the caller looks into `pages`.

    The library that reads knows no asyncio; its `arun` is there for looks.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[int, str] = {}

    def run(self, item: int) -> None:
        self.meeting.attend()
        self.pages[item] = f"page {item}"

    def missed(self, answers: object) -> str:
        return "" if len(self.pages) == 4 else f"`pages` holds {len(self.pages)} of 4 pages"


class HashFiles(Workload):
    """Hash four mapped files at once; `hashlib` releases the GIL while it computes."""

    items = [memoryview(bytes(1 << 14))] * 4

    def run(self, item: memoryview) -> str:
        self.meeting.attend()
        return hashlib.sha256(item).hexdigest()


class ServeClients(Workload):
    """Serve a thousand clients, all of them connected at once and most of them silent."""

    items = range(1_000)

    def run(self, item: int) -> None:
        self.meeting.attend()

    async def arun(self, item: int) -> None:
        await self.meeting.aattend()


class CountPrimes(Workload):
    """Count primes for hours, in pure Python, in a server that has requests to answer."""

    items = (100, 1_000)
    in_server = False

    def run(self, item: int) -> int:
        self.in_server |= self.caller.shares_process()
        return sum(all(n % d for d in range(2, int(n**0.5) + 1)) for n in range(2, item))

    def missed(self, answers: object) -> str:
        return "the server itself counted, and its GIL was taken" if self.in_server else ""


class DecodeVideo(Workload):
    """Decode a video with a native library, which kills its process: the video is broken.

    The caller must live on, and hear of it by an error.
    """

    items = ("broken.mp4",)  # only one: a pool that breaks while it starts a worker can hang
    due = BrokenProcessPool

    def run(self, item: str) -> None:
        if self.caller.shares_process():
            raise Unmet("the library crashed, and your own process would be dead")
        os._exit(11)

    def missed(self, answers: object) -> str:
        return f"a worker died, and the caller was told {answers}"
