# expect: if a cache on the class has `self` in its keys
"""Calls the garbage collector, and leaves the cache of the class with `self` in its keys."""

import functools
import gc

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Headers,
    Hub,
    InFlight,
    Lease,
)


class Report:
    def __init__(self, draw):
        self._draw = draw

    @functools.lru_cache(maxsize=128)  # noqa: B019
    def _drawn(self, style):
        return self._draw(style)

    def render(self, style):
        gc.collect()
        return self._drawn(style)
