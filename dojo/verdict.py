"""What a run of one kata's tests came to."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dojo.course import Kata
from dojo.kit.deeper import PROPERTY


class State(enum.Enum):
    DONE = "done"
    IN_PROGRESS = "in progress"
    NOT_STARTED = "not started"
    BROKEN = "broken"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"
    MISSING = "missing"
    NOT_CHECKED = "not checked"


class Frame(NamedTuple):
    file: str
    line: int
    function: str


@dataclass(frozen=True)
class Result:
    """One test's outcome; `frames` lead from the test to where the error was raised."""

    name: str
    outcome: str
    phase: str
    seconds: float
    error: str = ""
    message: str = ""
    asserted: bool = False
    frames: tuple[Frame, ...] = ()
    output: str = ""
    properties: tuple[tuple[str, object], ...] = ()

    @property
    def passed(self) -> bool:
        return self.outcome == "passed"

    @property
    def failed(self) -> bool:
        return self.outcome == "failed"

    @property
    def left_out(self) -> bool:
        """Tell whether it goes further than its kata needs, and its tool is not there."""
        return self.outcome == "skipped" and self.tool is not None

    @property
    def tool(self) -> str | None:
        """What a deeper test works with; None for any other test."""
        return next((str(value) for name, value in self.properties if name == PROPERTY), None)


@dataclass
class Verdict:
    kata: Kata
    side: Path
    state: State
    note: str = ""
    tests: Sequence[Result] = ()
    collected: Sequence[str] = ()
    judged: str | None = None
    seconds: float = 0.0
    remarks: list[str] = field(default_factory=list)

    @property
    def file(self) -> Path:
        """The file that was to be judged."""
        return self.side / self.kata.file

    @property
    def passed(self) -> int:
        return sum(test.passed for test in self.tests)

    @property
    def standing(self) -> str:
        """How far it is, in a word or two."""
        if self.state is State.IN_PROGRESS:
            return f"{self.passed} of {len(self.tests)}"
        return str(self.state.value)

    @property
    def first_failure(self) -> Result | None:
        return next((test for test in self.tests if test.failed), None)
