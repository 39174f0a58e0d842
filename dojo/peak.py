"""A pytest plugin that notes how much memory each test that passes takes at its peak.

Cost fixtures hand out the judged code itself instead of its counted twin, for it is the
learner's memory that is asked for, not the instrument's. For the same reason a test in
which Python compiles something is left out, and so is one that uses tracemalloc itself.
"""

import gc
import sys
import tracemalloc
from collections.abc import Iterator

import pytest

from dojo.kit.cost import Cost

NAME = "peak"

_compiled: list[object] = []


def pytest_configure() -> None:
    Cost.twin = lambda self, thing: thing  # type: ignore[method-assign]
    sys.addaudithook(_notice)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    gc.collect()
    _compiled.clear()
    tracemalloc.start()
    mark = object()
    try:
        yield
        still_traced = tracemalloc.get_object_traceback(mark)
        if still_traced and not _compiled:
            item.user_properties.append((NAME, tracemalloc.get_traced_memory()[1]))
    finally:
        tracemalloc.stop()


def _notice(event: str, arguments: object) -> None:
    if event == "compile":
        _compiled.append(event)
