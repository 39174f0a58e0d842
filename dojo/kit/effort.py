"""Effort: how the work of a built-in operation grows with what it works on.

    >>> effort = measure("x in items", {"items": list})
    >>> effort.growth
    'O(n)'
    >>> print(effort)
    items compared or hashed: 50 times at n = 50, 5,000 times at n = 5,000

What is prepared is made of n items in ascending order. `x` is one item more: smaller than
all of them, and not among them. The operation is done several times in a row, each time
on what the time before has left.

What can be counted is counted: how often items are compared or hashed, and how much is
allocated, and so whatever is copied. Of five counts the middle one is taken: a list that
has to grow now and then is judged by its other calls, as amortised cost has it. The first
gauge that grows with n decides.

To move things within a block, or to walk through it, leaves no such trace. So what has
kept both counts down is timed as well, and for this question a clock is safe: with 100 times
as many items O(1) takes as long as before, O(n) more than a dozen times as long, and the line
is drawn at 6. (Where comparisons grew, at 6 times what they explain.) A busy machine slows
samples down, but the fastest of many counts, both sizes are sampled in turns, and samples last
about a microsecond wherever slowness could mislead. Near the line more are taken. (What is
prepared should fit into the processor's cache: where memory is far, log n steps look like more.)
"""

import ast
import gc
import math
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from statistics import median_low
from typing import Any, NamedTuple

GROWTHS = ("O(1)", "O(log n)", "O(n)")

#: What grows by more is linear; comparisons that grow by more than that are logarithmic.
LINEAR, LOGARITHMIC = 6.0, 1.5
TIMES = 100
#: The smaller n. Counts are exact, so fewer items will do.
COUNTED, TIMED = 50, 1_000

COUNTS = 5
#: So many calls in a row make a sample, and so many samples are taken at each size.
CALLS, FEWEST, MOST = 4, 7, 100
#: Microseconds: what any call may take, and what samples must last in all unless there are MOST.
NOTHING, ENOUGH = 0.05, 1_000
#: Ratios at which to go on nevertheless.
DOUBTFUL = (3.0, 12.0)

#: How what a name stands for is made of n items.
Prepare = Mapping[str, Callable[[Sequence[int]], object]]


class Reading(NamedTuple):
    """What a gauge showed at n and at 100 n; up to `nothing`, it is as good as nothing."""

    title: str
    amount: str
    n: int
    small: float
    large: float
    nothing: float
    explained: float = 1.0
    """How many times as much is no wonder."""

    @property
    def ratio(self) -> float:
        return max(self.large, self.nothing) / max(self.small, self.nothing) / self.explained

    def __str__(self) -> str:
        pairs = (self.small, self.n), (self.large, TIMES * self.n)
        shown = ", ".join(f"{self.amount.format(value)} at n = {n:,}" for value, n in pairs)
        return f"{self.title}: {shown}"


class Effort(NamedTuple):
    calls: Reading
    memory: Reading | None = None
    time: Reading | None = None

    @property
    def growth(self) -> str:
        """Return one of `GROWTHS`."""
        if any(reading and reading.ratio > LINEAR for reading in self):
            return "O(n)"
        return "O(log n)" if self.calls.ratio > LOGARITHMIC else "O(1)"

    def __str__(self) -> str:
        return "\n".join(str(reading) for reading in self if reading)


class Item(int):
    """An int; whenever one of its kind is compared or hashed, that is counted."""

    asked = 0


def _counting(method: Callable[..., Any]) -> Callable[..., Any]:
    def counted(item: Item, *others: object) -> Any:
        Item.asked += 1
        return method(item, *others)

    return counted


for _name in ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__"):
    setattr(Item, _name, _counting(getattr(int, _name)))


class _Operation:
    def __init__(self, code: str, prepare: Prepare) -> None:
        used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
        self._prepare = {name: make for name, make in prepare.items() if name in used}
        self._code = code

    def function(self, body: str) -> Callable[..., Any]:
        """Return a function that does this, all on one line: a tracer has no business within."""
        names = ", ".join(["x", *self._prepare])
        scope: dict[str, Any] = {"_now": time.perf_counter_ns}
        exec(f"def run({names}): {body.replace('...', self._code)}", scope)
        run: Callable[..., Any] = scope["run"]
        return run

    def arguments(self, things: Sequence[int]) -> list[object]:
        """Return new arguments for such a function: `x`, then what else the code names."""
        return [things[0], *(make(things[1:]) for make in self._prepare.values())]


def measure(code: str, prepare: Prepare) -> Effort:
    """Do what this line says, on `x` and on what is prepared."""
    operation = _Operation(code, prepare)
    with _no_garbage_collection():
        calls = _calls(operation)
        if calls.ratio > LINEAR:
            return Effort(calls)
        memory = _memory(operation)
        if memory.ratio > LINEAR:
            return Effort(calls, memory)
        return Effort(calls, memory, _time(operation, explained=calls.ratio))


def _calls(operation: _Operation) -> Reading:
    def asked(call: Callable[[], object]) -> int:
        before = Item.asked
        call()
        return Item.asked - before

    small, large = _counts(operation, asked)
    return Reading("items compared or hashed", "{:,} times", COUNTED, small, large, nothing=1)


def _memory(operation: _Operation) -> Reading:
    def allocated(call: Callable[[], object]) -> int:
        with _tracemalloc():
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            call()
            return tracemalloc.get_traced_memory()[1] - before

    small, large = _counts(operation, allocated)
    return Reading("memory allocated", "{:,} bytes", COUNTED, small, large, nothing=COUNTED)


def _counts(operation: _Operation, count: Callable[[Callable[[], object]], int]) -> Iterator[int]:
    """Yield what a call counts at n, then at 100 n."""
    run = operation.function("...")
    for n in (COUNTED, TIMES * COUNTED):
        call = partial(run, *operation.arguments([Item(value) for value in range(-1, n)]))
        yield median_low([count(call) for _ in range(COUNTS)])


def _time(operation: _Operation, explained: float) -> Reading:
    run = operation.function(f"start = _now(); {'...; ' * CALLS}return _now() - start")
    few, many = (operation.arguments(range(-1, n)) for n in (TIMED, TIMES * TIMED))
    small = large = math.inf
    for rounds in range(1, MOST + 1):
        small = min(small, run(*few) / 1_000 / CALLS)
        large = min(large, run(*many) / 1_000 / CALLS)
        reading = Reading("one call", "{:,.2f} µs", TIMED, small, large, NOTHING, explained)
        clear = not DOUBTFUL[0] < reading.ratio < DOUBTFUL[1]
        if clear and rounds >= FEWEST and rounds * CALLS * (small + large) > ENOUGH:
            break
    return reading


@contextmanager
def _tracemalloc() -> Iterator[None]:
    if tracemalloc.is_tracing():
        yield
        return
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
