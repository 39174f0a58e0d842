"""pytest inside pytest: tests that somebody wrote are judged by what they pass and fail on.

    def suite_on(shop: str) -> Run:
        return run(tmp_path, {"suite.py": suite.read_text()}, {"katas.testing._shop": shop})

    accepted(suite_on(RIGHT), "a shop that ...", least=6)
    rejected(suite_on(edited(RIGHT, "ROUND_HALF_UP", "ROUND_HALF_EVEN")), "a shop that rounds ...")

Each run is a pytest session in a forked process and a folder of its own, without the plugins
and the configuration around it. So it leaves nothing behind, whatever the tests do to the
environment, to modules or to the process. What loops is stopped by its CPU time.
"""

import gc
import itertools
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dojo.kit.reimport import ROOTS

CPU = 5
"""Seconds of CPU time for one run."""
MESSAGE_LINES = 8
OPTIONS = ("-p", "no:cacheprovider", "-p", "no:terminal", "--import-mode=importlib")
TOLD = "told.pickle"


@dataclass(frozen=True)
class Outcome:
    """What became of one test; of several phases that fail, the first counts."""

    name: str
    """As in pytest, without the file: `TestFake::test_get[empty]`."""
    file: str
    result: str
    """passed, failed, skipped, xfailed, or xpassed."""
    phase: str = "call"
    error: str = ""
    """The name of the exception's class."""
    message: str = ""
    asserted: bool = False
    """Whether an `assert`, a `pytest.raises` or a `pytest.fail` failed."""

    @property
    def killed(self) -> bool:
        """Tell whether the test itself, and not its fixtures, found something wrong."""
        return self.result == "failed" and self.phase == "call"


@dataclass(frozen=True)
class Run:
    """What a session came to."""

    outcomes: tuple[Outcome, ...] = ()
    uncollected: str = ""
    """Why a file could not be collected."""
    ending: str = ""
    """Why the session did not come to its end."""
    told: Any = None
    """What `tell` returned."""

    @property
    def killers(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.killed)


def run(
    folder: Path,
    files: Mapping[str, str],
    modules: Mapping[str, str] | None = None,
    *,
    options: Sequence[str] = (),
    plugins: Sequence[object] = (),
    tell: Callable[[], object] | None = None,
) -> Run:
    """Run the tests of `files`, name to text, in a session of its own, in that order.

    A `conftest.py` among them does what it does anywhere. `modules` are texts that stand in
    for modules of these names; what the katas and their solutions have is imported anew, so that it
    uses them. `tell` is called in the session's process, at its end.
    Files that are still blank, where all that fails is a NotImplementedError and nothing
    passes, raise that error.
    """
    place = next(path for n in itertools.count(1) if not (path := folder / f"run-{n}").exists())
    _write(place, files)
    stand_ins = {name: place / "modules" / f"{name}.py" for name in modules or {}}
    _write(place / "modules", {f"{name}.py": text for name, text in (modules or {}).items()})
    arguments = [*OPTIONS, "-c", str(place / "pytest.ini"), "--rootdir", str(place)]
    arguments += ["--confcutdir", str(place), "--basetemp", str(place / "tmp"), *options]
    arguments += [str(place / name) for name in files if Path(name).name != "conftest.py"]
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if not process:
        _session(place, arguments, stand_ins, plugins, tell)
    try:
        _, status = os.waitpid(process, 0)
        process = 0
    finally:
        if process:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
    told = place / TOLD
    ended = pickle.loads(told.read_bytes()) if told.is_file() else Run(ending=_ending(status))
    _raise_if_blank(ended.outcomes)
    return ended


def suite(module: ModuleType) -> dict[str, str]:
    """Return a module as a file of `run`."""
    path = Path(str(module.__file__))
    return {path.name: path.read_text(encoding="utf-8")}


def edited(source: str, old: str, new: str) -> str:
    """Return the source with a text replaced that occurs in it once."""
    if source.count(old) != 1:
        raise ValueError(f"{old!r} occurs {source.count(old)} times, not once")
    return source.replace(old, new)


def accepted(run: Run, what: str, *, least: int = 1) -> None:
    """Assert that all tests pass on something that is right: "a shop that ..."."""
    assert not run.uncollected, f"your tests cannot be collected: {run.uncollected}"
    assert not run.ending, f"your tests do not come to an end on {what}: {run.ending}"
    for outcome in run.outcomes:
        where = "" if outcome.phase == "call" else f" in its {outcome.phase}"
        assert outcome.result != "failed", (
            f"{outcome.name} fails{where} on {what}, which is right: {_said(outcome)}"
        )
        assert outcome.result == "passed", (
            f"{outcome.name} counts as {outcome.result}; only a test that passes says anything"
        )
    count = _tests(len(run.outcomes))
    assert len(run.outcomes) >= least, f"your file has {count}; at least {least} are asked for"


def rejected(run: Run, what: str) -> None:
    """Assert that a test finds something wrong with what is broken: "a shop that ..."."""
    if run.killers:
        return
    assert not run.uncollected, f"your tests cannot be collected on {what}: {run.uncollected}"
    assert not run.ending, f"your tests do not come to an end on {what}: {run.ending}"
    for outcome in run.outcomes:
        assert outcome.result != "failed", (
            f"on {what}, {outcome.name} fails in its {outcome.phase} and not in the test itself, "
            f"so no test says what is wrong: {_said(outcome)}"
        )
    count = len(run.outcomes)
    every = f"all {count} of your tests pass" if count != 1 else "your only test passes"
    raise AssertionError(f"{every} on {what}")


def _session(
    place: Path,
    arguments: Sequence[str],
    stand_ins: Mapping[str, Path],
    plugins: Sequence[object],
    tell: Callable[[], object] | None,
) -> None:
    """Run pytest in this process, a forked one, and end it."""
    status = 70
    try:
        gc.freeze()  # what was there before is not the session's to collect
        _limit_cpu()
        for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
            os.environ.pop(name, None)
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        sys.dont_write_bytecode = True
        _stand_in(stand_ins)
        recorder = _Recorder()
        code = pytest.main(list(arguments), [recorder, *plugins])
        ended = recorder.run(code, tell() if tell else None)
        (place / TOLD).write_bytes(pickle.dumps(ended))
        status = 0
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else 1
    finally:
        os._exit(status)


def _limit_cpu() -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = CPU if hard == resource.RLIM_INFINITY else min(CPU, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _stand_in(paths: Mapping[str, Path]) -> None:
    """Let these files be what is imported from now on under these names."""
    if not paths:
        return
    for name in [*paths, *filter(_is_ours, sys.modules.copy())]:
        package, _, last = name.rpartition(".")
        sys.modules.pop(name, None)
        if package in sys.modules:
            vars(sys.modules[package]).pop(last, None)
    sys.meta_path.insert(0, _StandIns(paths))


def _is_ours(name: str) -> bool:
    """Say whether a module, other than the packages around all, belongs to the course."""
    return name.startswith(tuple(f"{root}." for root in ROOTS))


class _StandIns:
    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = paths

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        file = self._paths.get(name)
        return spec_from_file_location(name, file) if file else None


@dataclass
class _Recorder:
    """A pytest plugin that keeps what became of each test."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    uncollected: str = ""
    errors: dict[tuple[str, str], tuple[str, str, bool]] = field(default_factory=dict)

    def pytest_configure(self, config: pytest.Config) -> None:
        config.option.tbstyle = "no"  # nobody reads them, and they take a while

    def run(self, code: int | pytest.ExitCode, told: object) -> Run:
        ending = ""
        if code in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
            ending = f"pytest gave up with exit code {int(code)}"
        if code == pytest.ExitCode.INTERRUPTED and not self.uncollected:
            ending = "it stopped the session"
        return Run(tuple(self.outcomes.values()), self.uncollected, ending, told)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.uncollected:
            lines = str(report.longrepr).strip().splitlines()
            told = [line[1:].strip() for line in lines if line.startswith("E ")]
            self.uncollected = (told or lines)[-1]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield  # only now has a unittest.TestCase told its error
        if call.excinfo is not None:
            error = call.excinfo.value
            asserted = isinstance(error, AssertionError | pytest.fail.Exception)
            self.errors[item.nodeid, call.when] = (type(error).__name__, str(error), asserted)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        file, _, name = report.nodeid.partition("::")
        before = self.outcomes.get(report.nodeid)
        if before and before.result != "passed":
            return
        if report.when != "call" and report.passed and report.when != "setup":
            return
        result = str(report.outcome)
        if hasattr(report, "wasxfail"):
            result = "xfailed" if report.skipped else "xpassed"
        phase = str(report.when) if result != "passed" else "call"
        error = self.errors.get((report.nodeid, str(report.when)), ("", "", False))
        self.outcomes[report.nodeid] = Outcome(name, file, result, phase, *error)


def _raise_if_blank(outcomes: Sequence[Outcome]) -> None:
    failed = [outcome for outcome in outcomes if outcome.result == "failed"]
    passed = [outcome for outcome in outcomes if outcome.result == "passed"]
    if failed and not passed and all(one.error == "NotImplementedError" for one in failed):
        raise NotImplementedError(f"{failed[0].name} is still blank")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in {"pytest.ini": "[pytest]\n", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _ending(status: int) -> str:
    if not os.WIFSIGNALED(status):
        return f"they ended the process with status {os.WEXITSTATUS(status)}"
    if os.WTERMSIG(status) == signal.SIGXCPU:
        return f"they used {CPU} s of CPU time, an endless loop?"
    return f"killed by {signal.Signals(os.WTERMSIG(status)).name}"


def _said(outcome: Outcome) -> str:
    lines = outcome.message.splitlines()[:MESSAGE_LINES]
    return "\n".join([f"{outcome.error}: {(lines or [''])[0]}".strip(": "), *lines[1:]])


def _tests(count: int) -> str:
    return f"{count} test" if count == 1 else f"{count} tests"
