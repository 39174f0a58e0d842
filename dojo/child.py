"""What the forked child does: judge one kata and tell the parent, event by event.

The code under judgement shares this process, so whatever it breaks ends here. Each event
is a line of JSON; the parent believes a result only if it was told of the end.
"""

import contextlib
import faulthandler
import importlib
import json
import os
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, TextIO

import pytest

from dojo import limits
from dojo.guard import Guard, Tampering
from dojo.job import Job
from dojo.kit.servers import home

GO = b"!"
OUTPUT_MARK = "\x1e"
MESSAGE_LIMIT = 6_000
FRAMES_KEPT = 20
PLUGINS = ["-p", "_hypothesis_pytestplugin", "-p", "pytest_timeout"]
WITHOUT = ["-p", "no:cacheprovider", "-p", "no:faulthandler", "-s", "--tb=no"]  # nobody reads it


def run(job: Job, go: int, events: int, output: int, work: Path) -> NoReturn:
    """Get ready, judge `job` when `go` says so, and end this process, whatever happens."""
    status = 70
    parent = os.getppid()
    try:
        with open(events, "w", encoding="utf-8", buffering=1) as stream:
            _settle(job, go, events, output, work)
            _judge(job, go, Channel(stream), work)
        status = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        if os.getppid() != parent:
            _tidy(work)
        os._exit(status)


class Channel:
    """Tells the parent what happens, unless this is a copy that the judged code forked."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._pid = os.getpid()

    def send(self, event: str, **fields: object) -> None:
        if os.getpid() != self._pid:
            os._exit(0)
        self._stream.write(json.dumps({"event": event, **fields}, default=repr) + "\n")


def _settle(job: Job, go: int, events: int, output: int, work: Path) -> None:
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, output), (2, output)):
        os.dup2(source, target)
    kept = {0, 1, 2, go, events, home.current().pulse}
    for inherited in {int(name) for name in os.listdir("/dev/fd")} - kept:
        with contextlib.suppress(OSError):
            os.close(inherited)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - lives as long as the process
    for name in ("stdout", "stderr"):
        stream = open(1, "w", closefd=False, errors="backslashreplace")  # noqa: SIM115
        setattr(sys, name, stream)
    os.chdir(job.kata.root)
    sys.path.insert(0, str(job.kata.root))
    os.environ["TMPDIR"] = str(work)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)
    os.environ.pop("KATA_IMPL", None)
    if job.impl:
        os.environ["KATA_IMPL"] = str(job.impl)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # forgets what the terminal sent before setsid
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as in any Python: a broken pipe is an error
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    work.mkdir(mode=0o700)
    crash = (work / "crash").open("w")
    faulthandler.enable(crash)
    faulthandler.register(signal.SIGXCPU, crash, chain=True)
    limits.apply(job.limits)


def _judge(job: Job, go: int, channel: Channel, work: Path) -> None:
    guard = Guard(job.kata.root)
    threads = set(threading.enumerate())
    guard.start()
    try:
        _test(job, go, channel, guard, work)
    finally:
        _check_tampering(guard, channel)
    for remark in guard.remarks():
        channel.send("remark", text=remark)
    for thread in threading.enumerate():
        if thread not in threads and thread.is_alive():
            channel.send("remark", text=f"left the thread {thread.name} running")
    channel.send("end", file=getattr(sys.modules.get(job.kata.module), "__file__", None))


def _test(job: Job, go: int, channel: Channel, guard: Guard, work: Path) -> None:
    arguments = [str(job.kata.tests), *PLUGINS, *WITHOUT, "--basetemp", str(work / "tmp")]
    arguments += ["-o", f"timeout={job.limits.test}", *job.options]
    plugins = [Start(job, go, channel, work), Reporter(channel, guard, reverse=job.reverse)]
    with contextlib.suppress(SystemExit):
        status = pytest.main(arguments, plugins=plugins)
        if status in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
            tests = job.kata.tests.relative_to(job.kata.root)
            channel.send("uncollected", message=f"pytest gave up; try `pytest {tests}`")


def _check_tampering(guard: Guard, channel: Channel) -> None:
    try:
        guard.check()
    except Tampering as error:
        channel.send("broken", error="Tampering", message=str(error), frames=[])


def _tidy(work: Path) -> None:
    """Do what the parent does after a child, for the parent is gone."""
    shutil.rmtree(work, ignore_errors=True)


class Start:
    """A pytest plugin that waits, ready to collect, and looks at the learner's file first."""

    def __init__(self, job: Job, go: int, channel: Channel, work: Path) -> None:
        self._job, self._go, self._channel, self._work = job, go, channel, work

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool | None:
        """Return True, which ends the matter, when there is nothing that tests could be run on."""
        if os.read(self._go, 1) != GO:
            _tidy(self._work)
            os._exit(0)
        os.close(self._go)
        return None if self._imports() else True

    def _imports(self) -> bool:
        """Import the kata by itself: what fails here is the learner's file, not a test."""
        sys.dont_write_bytecode = True  # two saves in one second would look the same to a .pyc
        try:
            importlib.import_module(self._job.kata.module)
        except BaseException as error:
            self._channel.send("broken", **_described(error, error.__traceback__))
            return False
        finally:
            sys.dont_write_bytecode = False
        return True


class Reporter:
    """A pytest plugin that turns what pytest says into events."""

    def __init__(self, channel: Channel, guard: Guard, *, reverse: bool) -> None:
        self._channel = channel
        self._guard = guard
        self._reverse = reverse
        self._errors: dict[tuple[str, str], dict[str, object]] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.pluginmanager.unregister(name="terminalreporter")
        silent = pytest.TerminalReporter(config, open(os.devnull, "w"))  # noqa: SIM115
        config.pluginmanager.register(silent, "terminalreporter")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self._reverse:
            items.reverse()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            lines = str(report.longrepr).strip().splitlines()
            message = next((line[1:].strip() for line in lines if line.startswith("E ")), lines[-1])
            self._channel.send("uncollected", message=message)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        _check_tampering(self._guard, self._channel)
        self._channel.send("collected", tests=[_name(item.nodeid) for item in session.items])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        sys.stdout.flush()
        os.write(1, f"{OUTPUT_MARK}{_name(nodeid)}\n".encode())
        self._channel.send("start", test=_name(nodeid))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Iterator[None]:
        if call.excinfo is not None:
            error = call.excinfo.value
            self._errors[item.nodeid, call.when] = _described(error, call.excinfo.tb)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        sys.stdout.flush()
        self._channel.send(
            "report",
            name=_name(report.nodeid),
            outcome=report.outcome,
            phase=report.when,
            seconds=report.duration,
            properties=report.user_properties,
            **self._errors.get((report.nodeid, str(report.when)), {}),
        )


def _name(nodeid: str) -> str:
    return nodeid.partition("::")[2]


def _described(error: BaseException, trace: TracebackType | None) -> dict[str, Any]:
    frames = [
        (frame.f_code.co_filename, line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(trace)
    ]
    if len(frames) > 2 * FRAMES_KEPT:
        frames[FRAMES_KEPT:-FRAMES_KEPT] = []
    if isinstance(error, SyntaxError):
        frames.append((error.filename or "", error.lineno or 0, "<module>"))
    return {
        "error": type(error).__name__,
        "message": _text(error)[:MESSAGE_LIMIT],
        "asserted": isinstance(error, AssertionError | pytest.fail.Exception),
        "frames": frames,
    }


def _text(error: BaseException) -> str:
    """Return the error's own words with its notes, without the name of its class."""
    say: Callable[[object], str] = str
    try:
        words = error.msg if isinstance(error, SyntaxError) else say(error)
    except Exception as second:
        words = f"(its message cannot be shown: {type(second).__name__})"
    return "\n".join([words or "", *getattr(error, "__notes__", ())]).strip()
