import asyncio
import multiprocessing
import os
import sys
import tempfile
import threading
from functools import cache
from typing import Any, NamedTuple

import pytest

from dojo.kit import predictions
from katas.concurrency import _pick_executor_stage as stage
from katas.concurrency import _pick_executor_workloads as workloads
from katas.concurrency import pick_executor as kata
from katas.concurrency._pick_executor_stage import Meeting, Unmet
from katas.concurrency._pick_executor_workloads import Workload
from katas.concurrency.pick_executor import run_all

WAYS = ["inline", "asyncio", "threads", "processes"]
ROWS = [
    "AddTax",
    "PostToLedger",
    "FillCache",
    "HashFiles",
    "ServeClients",
    "CountPrimes",
    "DecodeVideo",
]


@pytest.fixture(autouse=True)
def forkserver(monkeypatch):
    """Start processes in one way everywhere; they need not import what pytest began with."""
    main = sys.modules["__main__"]
    monkeypatch.setattr(main, "__spec__", None)
    monkeypatch.delattr(main, "__file__", raising=False)
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method("forkserver", force=True)
    multiprocessing.set_forkserver_preload([workloads.__name__])  # imported once, not by each
    yield
    multiprocessing.set_start_method(before, force=True)


class Outcome(NamedTuple):
    answers: Any = None
    error: Exception | None = None
    left: Any = ()

    def __str__(self):
        return f"raised {self.error!r}" if self.error else f"returned {self.answers}"


def running():
    return {*threading.enumerate(), *multiprocessing.active_children()}


def outcome(way, workload, items, *, workers):
    """Run a workload; return the answers or the error, and which threads and processes live on."""
    before = running()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(stage.PATIENCE)  # what lives on when run_all ends lives when we look
    try:
        try:
            seen = Outcome(run_all(way, workload, items, workers=workers))
        except NotImplementedError:
            raise
        except Exception as error:
            seen = Outcome(error=error)
        left = running() - before
    finally:
        sys.setswitchinterval(interval)
    return seen._replace(left=sorted(one.name for one in left))


def answers(way, workload, items, *, workers=2):
    return without_error(outcome(way, workload, items, workers=workers), way, workers)


def without_error(seen, way, workers):
    if seen.error:
        told = f"{way}, workers={workers}: {type(seen.error).__name__}: {seen.error}"
        raise AssertionError(told) from seen.error
    return seen.answers


# inline, asyncio, threads


class Noted(Workload):
    """Notes which item was run, in which form and in which thread."""

    def __init__(self):
        self.notes = []

    def run(self, item):
        self.notes.append((item, "run", threading.current_thread()))

    async def arun(self, item):
        self.notes.append((item, "arun", threading.current_thread()))


@pytest.mark.parametrize(("way", "form"), [("inline", "run"), ("asyncio", "arun")])
def test_inline_and_asyncio_stay_in_the_callers_thread(way, form):
    workload = Noted()
    answers(way, workload, "abc")
    got = sorted((item, form, thread.name) for item, form, thread in workload.notes)
    here = threading.current_thread().name
    assert got == [(item, form, here) for item in "abc"], (
        f"{way} runs `{form}` once for each item, in the caller's thread {here}; "
        f"(item, form, thread) were {got}"
    )


def test_inline_goes_through_the_items_in_their_order():
    workload = Noted()
    answers("inline", workload, "cab")
    got = "".join(item for item, *_ in workload.notes)
    assert got == "cab", f"the items were c, a, b, in this order; inline ran them as {got}"


class Backwards(Workload):
    """All items are under way at once; then none ends before the next one has ended."""

    def __init__(self, count):
        self.meeting = Meeting(count, workers=count)
        self.ended = [threading.Event() for _ in range(count + 1)]
        self.ended[count].set()

    def run(self, item):
        self.meeting.attend()
        self.ended[item + 1].wait(stage.PATIENCE)
        self.ended[item].set()
        return item

    async def arun(self, item):
        await self.meeting.aattend()
        while not self.ended[item + 1].is_set():
            await asyncio.sleep(0)
        self.ended[item].set()
        return item


@pytest.mark.parametrize("way", ["asyncio", "threads"])
def test_items_are_under_way_at_once_and_answers_stand_in_their_order(way):
    got = answers(way, Backwards(40), range(40), workers=40)
    assert got == [*range(40)], (
        f"{way}: the items 0 to 39 returned themselves, 39 the first and 0 the last; "
        f"the answers have to stand in the order of the items, not as {got}"
    )


def test_threads_are_no_more_than_there_are_workers():
    workload = Noted()
    answers("threads", workload, range(12), workers=3)
    threads = {thread for *_, thread in workload.notes}
    assert len(threads) <= 3, f"workers=3, yet 12 items were run in {len(threads)} threads"


class Stumbling(Workload):
    def run(self, item):
        if item == "b":
            raise Unmet(item)


@pytest.mark.parametrize("way", ["inline", "asyncio", "threads"])
def test_the_error_of_an_item_comes_out_as_it_is(way):
    seen = outcome(way, Stumbling(), "abc", workers=2)
    assert isinstance(seen.error, Unmet), f"{way}: one of three items raised Unmet, run_all {seen}"


@pytest.mark.parametrize("workload", [Noted, Stumbling])
def test_no_thread_is_left_running(workload):
    seen = outcome("threads", workload(), "abc", workers=2)
    assert not seen.left, f"run_all {seen}, and its threads still run:\n{', '.join(seen.left)}"


def test_an_unknown_way_is_refused():
    workload = Noted()
    seen = outcome("greenlets", workload, "abc", workers=2)
    assert isinstance(seen.error, ValueError), (
        f"the way 'greenlets' is none of the four, so ValueError was due; run_all {seen}"
    )
    run = [item for item, *_ in workload.notes]
    assert not run, f"the way was unknown, yet these items were run: {run}"


# processes


@cache
def places(bad=None):
    """Run five items in two processes; two must meet, or `bad` fails. Kept, for it takes long."""
    with tempfile.TemporaryDirectory() as folder:
        return outcome("processes", stage.Place(folder, bad), range(5), workers=2)


def test_processes_run_items_side_by_side_in_other_processes():
    got = without_error(places(), "processes", 2)
    here = [item for item, pid in got if pid == os.getpid()]
    assert not here, f"processes: the items {here} of 0 to 4 ran in the caller's own process"
    pids = {pid for _, pid in got}
    assert len(pids) == 2, f"processes, workers=2: the items ran in {len(pids)} processes"


def test_the_answers_of_processes_stand_in_the_order_of_the_items():
    got = without_error(places(), "processes", 2)
    order = [item for item, _ in got]
    assert order == [*range(5)], f"the items were 0 to 4; the answers came as {order}"


def test_the_error_of_an_item_comes_out_of_a_process_as_it_is():
    seen = places(bad=1)
    assert isinstance(seen.error, Unmet), f"processes: item 1 raised Unmet, run_all {seen}"


@pytest.mark.parametrize("bad", [None, 1])
def test_no_process_is_left_running(bad):
    seen = places(bad)
    ended = f"raised {seen.error!r}" if seen.error else "returned"
    assert not seen.left, f"processes: run_all {ended}, and these run on:\n{', '.join(seen.left)}"


@pytest.mark.parametrize("way", WAYS)
def test_no_items_have_no_answers(way):
    got = answers(way, Noted(), [])
    assert got == [], f"{way}: there were no items, so [] was due, not {got!r}"


# the table


@pytest.mark.parametrize("row", ROWS)
def test_the_choice_suits(row):
    way = predictions.entry(kata, "CHOICES", row, among=WAYS)
    workload = getattr(workloads, row)()
    seen = outcome(way, workload, workload.items, workers=stage.WORKERS)
    if workload.due and isinstance(seen.error, workload.due):
        return
    trouble = workload.missed(without_error(seen, f"{row} by {way}", stage.WORKERS))
    assert not trouble, f"{row} by {way}: {trouble}"
