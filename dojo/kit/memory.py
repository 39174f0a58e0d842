"""What code keeps: how many bytes, by tracemalloc, and how many at its peak; which objects.

Tracing goes on afterwards if it was on before, as in `make compare`.
"""

import contextlib
import gc
import tracemalloc
from collections.abc import Callable, Iterator
from typing import TypeVar

Input = TypeVar("Input")
Result = TypeVar("Result")


@contextlib.contextmanager
def traced() -> Iterator[Callable[[], int]]:
    """Yield a function that says how much is kept of what was taken since tracing began."""
    was_tracing = tracemalloc.is_tracing()
    tracemalloc.start()
    try:
        yield lambda: tracemalloc.get_traced_memory()[0]
    finally:
        if not was_tracing:
            tracemalloc.stop()


def growth(action: Callable[[], object], rounds: int) -> int:
    """Return how much so many rounds leave behind, after as many to warm up."""

    def after(kept: Callable[[], int]) -> int:
        for _ in range(rounds):
            action()
        gc.collect()
        return kept()

    with traced() as kept:
        before = after(kept)
        return after(kept) - before


def peak(call: Callable[[Input], Result], small: Input, large: Input) -> tuple[Result, int]:
    """Return what the call gives for the large input, and how much it took at its peak.

    The small one comes first, so that imports and caches are not counted.
    """
    call(small)
    gc.collect()
    with traced() as kept:
        before = kept()
        tracemalloc.reset_peak()
        result = call(large)
        return result, tracemalloc.get_traced_memory()[1] - before


def is_gone(reference: Callable[[], object]) -> bool:
    """Say whether the object of a weak reference is gone, after a collection at the latest."""
    if reference() is not None:
        gc.collect()
    return reference() is None
