"""What a child told of its kata, and the verdict that follows from it."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dojo.job import Job
from dojo.verdict import Frame, Result, State, Verdict


@dataclass
class Ending:
    """How the child's process ended, as the parent saw it."""

    reason: str = ""
    state: State = State.CRASHED
    frames: Sequence[tuple[str, int]] = ()


@dataclass
class Story:
    job: Job
    broken: dict[str, Any] | None = None
    uncollected: str = ""
    collected: list[str] = field(default_factory=list)
    tests: dict[str, dict[str, Any]] = field(default_factory=dict)
    current: str = ""
    remarks: list[str] = field(default_factory=list)
    end: dict[str, Any] | None = None

    def take(self, event: dict[str, Any]) -> None:
        match event.pop("event", None):
            case "broken":
                self.broken = self.broken or event
            case "uncollected":
                self.uncollected = event["message"]
            case "collected":
                self.collected = event["tests"]
            case "start":
                self.current = event["test"]
            case "report":
                before = self.tests.get(event["name"])
                if before is None or before["outcome"] == "passed":
                    self.tests[event["name"]] = event
            case "remark":
                self.remarks.append(event["text"])
            case "end":
                self.end = event

    def verdict(self, ending: Ending, outputs: dict[str, str], seconds: float) -> Verdict:
        reports = [self.tests[name] for name in self.collected if name in self.tests]
        tests = [_result(report, outputs) for report in reports]
        state, note = self._judged(tests, ending)
        return Verdict(
            kata=self.job.kata,
            side=self.job.side,
            state=state,
            note=note,
            tests=tests,
            collected=self.collected,
            judged=self.end["file"] if self.end else None,
            seconds=seconds,
            remarks=self.remarks,
        )

    def _judged(self, tests: list[Result], ending: Ending) -> tuple[State, str]:
        if self.broken:
            return State.BROKEN, self._why_broken(self.broken)
        if self.uncollected:
            return State.BROKEN, self.uncollected
        if self.end is None:
            return ending.state, f"{ending.reason}{self._during()}{self._at(ending.frames)}"
        if len(tests) < len(self.collected):
            return State.CRASHED, f"stopped the test run{self._during()}"
        if not tests:
            return State.BROKEN, f"no tests in {self.job.kata.tests.name}"
        return _weigh(tests)

    def _why_broken(self, error: dict[str, Any]) -> str:
        words = (str(error["message"]).splitlines() or [""])[0]
        if error["error"] == "Tampering":
            return words
        if error["error"] == "SystemExit":
            return f"called sys.exit({words}) while being imported{self._at(error['frames'])}"
        return f"{error['error']}: {words}{self._at(error['frames'])}"

    def _during(self) -> str:
        return f" in {self.current}" if self.current else " while being imported"

    def _at(self, frames: Iterable[Sequence[Any]]) -> str:
        """Name the innermost line in the file under judgement; `frames` run towards it."""
        judged = os.path.realpath(self.job.side / self.job.kata.file)
        lines = [line for file, line, *_ in frames if os.path.realpath(file) == judged]
        return f", line {lines[-1]}" if lines else ""


def _result(report: dict[str, Any], outputs: dict[str, str]) -> Result:
    fields = dict(report)
    fields["frames"] = tuple(Frame(*frame) for frame in report.get("frames", ()))
    fields["properties"] = tuple((name, value) for name, value in report["properties"])
    return Result(**fields, output=outputs.get(report["name"], ""))


def _weigh(tests: list[Result]) -> tuple[State, str]:
    failed = [test for test in tests if test.failed]
    needed = [test for test in tests if not test.left_out] or tests
    late = next((test for test in failed if test.message.startswith("Timeout (>")), None)
    if late:
        return State.TIMED_OUT, f"{late.name}: {late.message.splitlines()[0]}"
    if len(failed) == len(needed) and all(test.error == "NotImplementedError" for test in failed):
        return State.NOT_STARTED, ""
    if failed:
        return State.IN_PROGRESS, ""
    skipped = next((test for test in needed if not test.passed), None)
    return (State.NOT_CHECKED, skipped.message) if skipped else (State.DONE, _deeper(tests))


def _deeper(tests: list[Result]) -> str:
    """Say how many tests went further than the kata needs, and why others did not."""
    judged = [test.tool for test in tests if test.tool and test.passed]
    left_out = [test.message for test in tests if test.left_out]
    parts = []
    if judged:
        parts.append(f"{len(judged)} of them with {' and '.join(dict.fromkeys(judged))}")
    if left_out:
        parts.append(f"{len(left_out)} of them not checked: {'; '.join(dict.fromkeys(left_out))}")
    return ", ".join(parts)
