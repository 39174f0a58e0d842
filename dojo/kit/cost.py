"""Cost: what work takes, counted instead of timed.

    def test_the_work_of_get_does_not_grow(cost):
        counted = cost.twin(LRUCache)

        def full(n):
            ...  # return a `counted` cache of n keys

        cost.at_most("O(1)", lambda cache: cache.get(0), prepare=full, promise="get is O(1)")

The twin is the learner's class imported again so that every loop, call, slice, `in`, `+`
charges the line it is on, with what C does out of sight included. The counts are exact:
the same every time, on every machine and every version of Python. Only what the twin
does is counted, neither the test nor the class it came from. Not for threads.
"""

import linecache
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, TypeVar

from dojo.kit.cost_growth import BOUNDS, exceeds, growth
from dojo.kit.cost_import import NAME, counted
from dojo.kit.cost_probe import Meter, Probe, Site, TooMuchWork
from dojo.kit.reimport import twin

__all__ = ["SIZES", "Cost", "Meter"]

T = TypeVar("T")

#: From small to large. A size that took ENOUGH steps is the last one, if FEWEST were tried.
SIZES = tuple(2**power for power in range(5, 12))
FEWEST = 4
ENOUGH = 100_000
#: What keeps within any bound is done much earlier; what takes longer may never end.
LIMIT = 10_000_000
#: The twin needs more frames than the original, for its operators run inside the probe.
DEPTH = 5_000


class Cost:
    def __init__(self, record: list[tuple[str, object]] | None = None) -> None:
        self._record = [] if record is None else record
        self._probe = Probe()
        self._copies: dict[str, ModuleType] = {}

    def twin(self, thing: T) -> T:
        """Return the same module, class or function, imported again so that its work is counted.

        What comes from the standard library is returned as it is, and is not counted.
        """
        found: T = twin(thing, counted, {NAME: self._probe}, self._copies)
        return found

    def measure(self, work: Callable[[], object]) -> Meter:
        """Do the work and return what was counted meanwhile."""
        __tracebackhide__ = True
        meter = Meter()
        self._do(meter, work)
        return meter

    def at_most(
        self,
        bound: str,
        work: Callable[[Any], object],
        *,
        prepare: Callable[[int], Any] | None = None,
        promise: str,
        sizes: Sequence[int] = SIZES,
    ) -> None:
        """Fail with the guilty line unless the work grows no faster than the bound.

        `prepare(n)` makes what is given to `work`, and is not counted; without it, `work(n)`
        is called. The bounds are O(1), O(log n), O(n), O(n log n), O(n**2). Sizes ascend;
        at powers of two, a table that doubles is always equally full.
        """
        __tracebackhide__ = True
        if bound not in BOUNDS:
            raise ValueError(f"the bound must be one of {', '.join(BOUNDS)}, not {bound!r}")
        if len(sizes) < FEWEST or sorted(set(sizes)) != list(sizes):
            raise ValueError(f"sizes must be at least {FEWEST} and ascend, not {list(sizes)}")
        meters: dict[int, Meter] = {}
        for n in sizes:
            preparation, meters[n] = Meter(), Meter(LIMIT)
            prepared = self._do(preparation, prepare, n) if prepare else n
            try:
                self._do(meters[n], work, prepared)
            except TooMuchWork:
                raise AssertionError(f"{promise}, but {_endless(n, meters[n])}") from None
            if len(meters) >= FEWEST and preparation.total + meters[n].total > ENOUGH:
                break
        totals = {n: meter.total for n, meter in meters.items()}
        note = {"promise": promise, "bound": bound, "work": totals, "grows": growth(totals)}
        self._record.append(("cost", note))
        if exceeds(bound, totals):
            raise AssertionError(f"{promise}, but {_evidence(bound, meters)}")

    def _do(self, meter: Meter, work: Callable[..., Any], *args: object) -> Any:
        __tracebackhide__ = True
        outer, self._probe.meter = self._probe.meter, meter
        try:
            with _deep_stack():
                return work(*args)
        finally:
            self._probe.meter = outer
            outer.absorb(meter)


@contextmanager
def _deep_stack() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _evidence(bound: str, meters: Mapping[int, Meter]) -> str:
    """Say how the work grew, and show the line whose work outgrew the bound by most."""
    small, large = min(meters), max(meters)
    before, after = meters[small].lines, meters[large].lines
    allowed = BOUNDS[bound](large) / BOUNDS[bound](small)
    site = max(after, key=lambda line: after[line] - allowed * before.get(line, 0))
    times = _rounded(meters[large].total / max(1, meters[small].total))
    return (
        f"with {large // small} times as many items it did {times} times the work.\n"
        f"Most of it is in {_shown(site)}\n"
        f"{meters[large].why[site]}: {before.get(site, 0)} steps for {small} items, "
        f"{after[site]} steps for {large}."
    )


def _endless(n: int, meter: Meter) -> str:
    site = max(meter.lines, key=meter.lines.__getitem__)
    return (
        f"with {n} items it was not done after {LIMIT:,} steps.\n"
        f"Most of them are in {_shown(site)}\n"
        f"{meter.why[site]}: {meter.lines[site]:,} steps."
    )


def _shown(site: Site) -> str:
    file, line = site
    here = os.path.relpath(file)
    path = file if here.startswith(os.pardir) else here
    return f"{path}:{line}   `{linecache.getline(file, line).strip()}`"


def _rounded(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio < 10 else f"{ratio:,.0f}"
