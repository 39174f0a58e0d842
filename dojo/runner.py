"""Judges katas, several at a time, each in a forked child of this warm process.

Nothing that judged code does reaches the parent but bytes on two pipes: events, which
are believed as far as they go, and output, which is counted and mostly forgotten.
"""

import contextlib
import gc
import importlib
import json
import os
import re
import secrets
import selectors
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

from dojo import child, limits
from dojo.job import Job
from dojo.kit.servers import home
from dojo.story import Ending, Story
from dojo.verdict import State, Verdict

WARM = [
    "_pytest.assertion.rewrite",
    "_pytest.doctest",
    "_pytest.logging",
    "_pytest.python",
    "_pytest.recwarn",
    "_pytest.terminal",
    "_pytest.unittest",
    "_hypothesis_pytestplugin",
    "pytest_timeout",
    "hypothesis.stateful",
    "hypothesis.strategies",
    "asyncio",
    "difflib",
    "unittest.mock",
    "dojo.plugin",
]
ENDINGS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
OUTPUT_KEPT = 4096
READ = 1 << 16
LAST_READS = 16
TURN = 0.01
GRACE = 2.0
LOOK_EVERY = 0.5


def warm_up() -> None:
    """Import what every child needs, once, and open a home for the servers that they share."""
    for name in WARM:
        importlib.import_module(name)
    from _pytest.assertion.rewrite import AssertionRewritingHook

    # What is imported before pytest starts cannot be rewritten, and pytest would warn of it.
    AssertionRewritingHook._warn_already_imported = lambda self, name: None  # type: ignore[method-assign]
    home.current()
    gc.collect()
    gc.freeze()


def run(jobs: Iterable[Job], at_once: int | None = None) -> Iterator[tuple[int, Verdict]]:
    """Yield (place of the job, its verdict) as the jobs end. The caller has warmed up."""
    return (ended for ended in turns(jobs, at_once) if ended)


def turns(
    jobs: Iterable[Job], at_once: int | None = None, prepared: Iterable["Child"] = ()
) -> Generator[tuple[int, Verdict] | None, None, None]:
    """Yield as `run` does, and None every few milliseconds, so that the caller can look around.

    To close the iterator stops what still runs, and what was prepared and not wanted.
    """
    waiting = list(enumerate(jobs))[::-1]
    running: dict[int, Child] = {}
    spare = {one.job: one for one in prepared}
    at_once = at_once or os.cpu_count() or 1
    with selectors.DefaultSelector() as selector:
        try:
            while waiting or running:
                while waiting and len(running) < at_once:
                    place, job = waiting.pop()
                    if not (job.side / job.kata.file).is_file():
                        yield place, _missing(job)
                        continue
                    running[place] = spare.pop(job) if job in spare else prepare(job)
                    running[place].go(selector)
                for key, _ in selector.select(timeout=TURN):
                    key.data.read()
                for place in [place for place, one in running.items() if one.ended()]:
                    yield place, running.pop(place).verdict()
                yield None
        finally:
            for one in (*running.values(), *spare.values()):
                one.stop()


def prepare(job: Job) -> "Child":
    """Return a child that is ready to judge, and waits for `go`. The caller has warmed up."""
    with _interrupts_held():
        return Child(job)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let signals wait: at a fork Python swallows what they raise, and a child must be known."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _missing(job: Job) -> Verdict:
    file = job.side / job.kata.file
    if file.is_relative_to(job.kata.root):
        file = file.relative_to(job.kata.root)
    note = f"there is no {file}"
    if not job.impl:
        note = f"{file} is gone; `make reset KATA={job.kata.id}` brings it back"
    return Verdict(job.kata, job.side, State.MISSING, note)


class _Pipe:
    """One way from the child to the parent."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self._selector: selectors.BaseSelector | None = None
        self._end, self.childs_end = os.pipe()
        os.set_blocking(self._end, False)

    def register(self, selector: selectors.BaseSelector) -> None:
        self._selector = selector
        selector.register(self._end, selectors.EVENT_READ, self)

    def read(self) -> bool:
        """Pass on what is there; False at the end, or when nothing is there now."""
        try:
            data = os.read(self._end, READ)
        except BlockingIOError:
            return False
        if not data:
            self._unregister()
        self._take(data)
        return bool(data)

    def close(self) -> None:
        for _ in range(LAST_READS):
            if not self.read():
                break
        self._unregister()
        os.close(self._end)

    def _unregister(self) -> None:
        if self._selector and self._end in self._selector.get_map():
            self._selector.unregister(self._end)


class Child:
    """A forked process that judges one job: it gets ready, and waits until it is told to go."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._limits = job.limits
        self._story = Story(job)
        self._printed = _Printed()
        self._partial = b""
        self._killed: Ending | None = None
        self._status: int | None = None
        # The child makes it: it can tidy up after a parent that is killed, and not the other way.
        self._work = Path(tempfile.gettempdir(), f"kata-{secrets.token_hex(8)}")
        self._started = self._looked = time.monotonic()
        self._pipes = [_Pipe(self._take_events), _Pipe(self._printed.take)]
        childs_go, self._go = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._pid = os.fork()
        if not self._pid:
            events, output = (pipe.childs_end for pipe in self._pipes)
            child.run(job, childs_go, events, output, self._work)
        for end in (childs_go, *(pipe.childs_end for pipe in self._pipes)):
            os.close(end)

    def go(self, selector: selectors.BaseSelector) -> None:
        """Let it judge, and read what it tells when `selector` says that there is something."""
        self._started = time.monotonic()
        for pipe in self._pipes:
            pipe.register(selector)
        with contextlib.suppress(BrokenPipeError):  # it is dead, which is seen soon enough
            os.write(self._go, child.GO)

    def ended(self) -> bool:
        """Tell whether the child is gone, and see to it that it goes when it must."""
        if self._status is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._status = status
            else:
                self._watch()
        return self._status is not None

    def stop(self) -> None:
        """Kill the child, unless it is gone; nothing more is wanted of it."""
        if self._status is None:
            self._kill()
            os.waitpid(self._pid, 0)
        self._tidy()

    def verdict(self) -> Verdict:
        """Return what the child, which has ended, came to."""
        ending = self._killed or _ending(self._status or 0, self._limits)
        ending.frames = _crash_frames(self._work / "crash")
        self._tidy()
        seconds = time.monotonic() - self._started
        return self._story.verdict(ending, self._printed.tails(), seconds)

    def _tidy(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._pid, signal.SIGKILL)
        os.close(self._go)
        for pipe in self._pipes:
            pipe.close()
        shutil.rmtree(self._work, ignore_errors=True)

    def _watch(self) -> None:
        now = time.monotonic()
        limit = self._limits
        if self._killed:
            if now - self._started > limit.wall + GRACE:
                self._kill()
        elif now - self._started > limit.wall:
            os.kill(self._pid, signal.SIGXCPU)  # it dumps where it is, and dies
            self._killed = Ending(f"still waiting after {limit.wall} s", State.TIMED_OUT)
        elif self._printed.total > limit.output * limits.MIB:
            self._kill(f"printed more than {limit.output} MiB")
        elif sys.platform == "darwin" and now - self._looked > LOOK_EVERY:  # pragma: no cover
            self._looked = now
            if limits.resident_memory(self._pid) > limit.memory * limits.MIB:
                self._kill(f"used more than {limit.memory} MiB of memory")

    def _kill(self, reason: str = "") -> None:
        os.kill(self._pid, signal.SIGKILL)
        self._killed = self._killed or Ending(reason)

    def _take_events(self, data: bytes) -> None:
        *lines, self._partial = (self._partial + data).split(b"\n")
        for line in lines:
            with contextlib.suppress(ValueError):  # the judged code may write here too
                event = json.loads(line)
                if isinstance(event, dict):
                    self._story.take(event)


class _Printed:
    """How much was printed, and the last of it for each test."""

    def __init__(self) -> None:
        self.total = 0
        self._test = ""
        self._tails: dict[str, bytes] = {}

    def take(self, data: bytes) -> None:
        self.total += len(data)
        first, *others = data.split(child.OUTPUT_MARK.encode())
        self._keep(first)
        for part in others:
            name, _, rest = part.partition(b"\n")
            self._test = name.decode(errors="replace")
            self._keep(rest)

    def tails(self) -> dict[str, str]:
        return {name: tail.decode(errors="replace") for name, tail in self._tails.items()}

    def _keep(self, data: bytes) -> None:
        self._tails[self._test] = (self._tails.get(self._test, b"") + data)[-OUTPUT_KEPT:]


def _ending(status: int, limit: limits.Limits) -> Ending:
    if not os.WIFSIGNALED(status):
        return Ending(f"ended the process with status {os.WEXITSTATUS(status)}")
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        reason = f"used {limit.cpu} s of CPU time, an endless loop?"
        return Ending(reason, State.TIMED_OUT)
    return Ending(f"killed by {signal.Signals(number).name}")


def _crash_frames(dump: Path) -> list[tuple[str, int]]:
    """Read what faulthandler wrote; the innermost frame comes last."""
    if not dump.is_file():
        return []
    found = re.findall(r'File "(.*?)", line (\d+) in', dump.read_text(errors="replace"))
    return [(file, int(line)) for file, line in reversed(found)]
