import gc
import inspect
import platform
import threading
import weakref
from textwrap import indent
from types import FrameType

import pytest

from dojo.kit import predictions
from katas.memory import _object_lifetimes_fragments as fragments
from katas.memory import object_lifetimes as kata

ENDS = ["refcount", "gc", "held"]
PYTHON = f"Python {platform.python_version()}"


def functions_of(*parameters):
    """Return the names of the given functions that have just these parameters."""
    return [
        name
        for name, function in vars(fragments).items()
        if inspect.isfunction(function)
        and [*inspect.signature(function).parameters] == [*parameters]
    ]


@pytest.fixture(autouse=True)
def nothing_left_behind():
    """Run no automatic collection, and undo what outlives a fragment."""
    was_enabled, threads = gc.isenabled(), threading.enumerate()
    gc.disable()
    yield
    for thread in threading.enumerate():
        if thread not in threads and isinstance(thread, threading.Timer):
            thread.cancel()
            thread.join()
    fragments.Report.render.cache_clear()
    if was_enabled:
        gc.enable()


def end_of(fragment):
    """Return the end of the object that the fragment makes, and what was seen of it."""
    kept = []
    reference = weakref.ref(fragment(kept))
    if reference() is None:
        return "refcount", "it was gone before anything was collected"
    holders = holders_of(reference())
    gc.collect()
    if reference() is None:
        return "gc", f"it was still there, referred to by {holders}, until gc.collect() took it"
    detach_finalizer(reference())
    return "held", f"it was still there after gc.collect(), referred to by {holders}"


def holders_of(thing):
    """Tell what refers to it, in words: a reference would keep it."""
    return " and ".join(sorted({in_words(one) for one in gc.get_referrers(thing)}))


def in_words(holder):
    if isinstance(holder, FrameType):
        return f"the frame of {holder.f_code.co_name}"
    return f"a {type(holder).__name__}"


def detach_finalizer(thing):
    finalizer = getattr(thing, "link", None)
    if isinstance(finalizer, weakref.finalize):
        finalizer.detach()


@pytest.mark.parametrize("row", functions_of("kept"))
def test_python_agrees_about_the_end_of(row):
    said = predictions.entry(kata, "ENDS", row, among=ENDS)
    end, seen = end_of(getattr(fragments, row))
    assert said == end, f"{row}: you said {said!r}. Its object was made and dropped, and {seen}"


@pytest.mark.parametrize("row", functions_of())
def test_python_agrees_about_the_claim(row):
    said = predictions.entry(kata, "FACTS", row, among=[True, False])
    fact = getattr(fragments, row)
    seen = fact()
    assert said == seen, f"{row}: you said {said}, but on {PYTHON} this gave {seen}:\n" + indent(
        inspect.getsource(fact), "    "
    )
