"""Looks in wherever the interpreter would hand over the GIL. Given; it need not be read.

Where CPython looks whether another thread asks for the GIL, it also makes pending calls
(`Py_AddPendingCall`), in the main thread. One that is added again whenever it is made is therefore
made at each switch point: no second thread, no race, and the same on every run.
"""

import ctypes
import dis
import gc
import linecache
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count, repeat
from types import CodeType, FrameType, FunctionType
from typing import NamedTuple

See = Callable[[FrameType], object]


class Place(NamedTuple):
    """An instruction at which the interpreter looks for requests."""

    code: CodeType
    offset: int

    def __str__(self) -> str:
        step = _steps(self.code)[self.offset]
        line = step.positions.lineno if step.positions else None
        source = linecache.getline(self.code.co_filename, line or 0).strip()
        return f"{step.opname} in `{source}`"


def own_offsets(function: FunctionType, *arguments: object) -> set[int]:
    """Call it with each of the arguments; return the offsets at which the interpreter looked."""
    code = function.__code__.replace()  # a copy has not been specialised by calls before
    fresh = FunctionType(code, function.__globals__)
    seen: set[int] = set()

    def see(frame: FrameType | None) -> None:
        while frame and frame.f_code is not code:
            frame = frame.f_back
        if frame:
            seen.add(_place(frame).offset)

    with _watching(see):
        for argument in arguments:
            fresh(argument)
    return seen


def visit(
    file: str, run: Callable[[], object], at: Callable[[int], object] = lambda number: None
) -> list[Place]:
    """Run; return where the code of this file was, each time that the interpreter looked.

    Each time, before it goes on, `at` is called with the index that the place will have.
    """
    seen: list[Place] = []

    def see(frame: FrameType | None) -> None:
        while frame and frame.f_code.co_filename != file:
            frame = frame.f_back
        if frame:
            seen.append(_place(frame))
            at(len(seen) - 1)

    with _watching(see):
        run()
    return seen


def _place(frame: FrameType) -> Place:
    """Return where a frame is; during a call it may stand behind the instruction's offset."""
    offsets = _steps(frame.f_code)
    return Place(frame.f_code, max(one for one in offsets if one <= frame.f_lasti))


def _steps(code: CodeType) -> dict[int, dis.Instruction]:
    return {step.offset: step for step in dis.get_instructions(code)}


@contextmanager
def _watching(see: See) -> Iterator[None]:
    """Call `see` with the current frame at each switch point."""
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("CPython makes pending calls in the main thread only: run pytest there")
    if sys.getprofile():
        raise RuntimeError("under a profiler CPython has other switch points: run pytest without")
    in_a_row, numbers = _calls_in_a_row(), count()

    def see_first(frame: FrameType) -> None:
        if next(numbers) % in_a_row == 0:
            see(frame)

    with _asking(see_first):
        yield


@cache
def _calls_in_a_row() -> int:
    """Return how often, at one point, CPython makes a call that is added again and again."""
    codes = []

    def function() -> None:
        """One switch point, where it starts."""

    with _asking(lambda frame: codes.append(frame.f_code)):
        function()
    return codes.count(function.__code__)


_watchers: list[See] = []


@contextmanager
def _asking(see: See) -> Iterator[None]:
    """Call `see` with the current frame, several times at each switch point."""
    collects, trace = gc.isenabled(), sys.gettrace()
    gc.disable()  # a finalizer has switch points of its own
    sys.settrace(None)  # a tracer, too; besides, 3.11 would hang
    _watchers.append(see)
    try:
        _add_pending_call(_pending_call, None)
        yield
    finally:
        _watchers.pop()
        sys.settrace(trace)
        if collects:
            gc.enable()


def _show(_: object) -> int:
    if _watchers:
        _watchers[-1](sys._getframe(1))
        for _ in _again:  # a call instead would be a switch point of this very function
            break
    return 0


_add_pending_call = ctypes.pythonapi.Py_AddPendingCall
_pending_call = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(_show)
_again = map(_add_pending_call, repeat(_pending_call), repeat(None))
