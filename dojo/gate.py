"""The gate: a kata's tests are a classifier of programs, and here the classifier is tested.

Right programs (the solution, the alternatives) must pass, wrong ones (the stub, null
programs, impostors) must fail, and an impostor must fail in the right words. All of them
are judged twice, in two processes: with another hash seed, another hypothesis seed and,
the right ones, the tests in reverse order.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dojo import nulls, rules
from dojo.course import Course, Kata
from dojo.job import Job
from dojo.judge import Judge
from dojo.limits import Limits
from dojo.verdict import Result, State, Verdict

LEAST_IMPOSTORS = 4
HASH_SEEDS = (1, 2)
LIMITS = Limits(test=60, wall=180)
"""Patience for right answers on a busy machine; what loops is stopped by its CPU time."""
EXPECT = re.compile(r"# expect: (.+)")


@dataclass(frozen=True)
class Finding:
    """What the gate says of one witness; `fault` is empty when all is right."""

    kata: str
    witness: str
    fault: str = ""


@dataclass(frozen=True)
class Witness:
    """A program and what the tests should say of it."""

    kind: str
    name: str
    kata: Kata
    source: str | None = None
    """None: the stub, where it stands."""

    @property
    def title(self) -> str:
        return f"{self.kind} {self.name}".strip()

    @property
    def is_right(self) -> bool:
        return self.kind in ("solution", "alternative")

    def job(self, folder: Path, seed: int) -> Job:
        """Return the job that judges it, its file written to a tree of its own."""
        options = ("--hypothesis-profile=gate", f"--hypothesis-seed={seed}")
        if self.source is None:
            return Job(self.kata, options=options, limits=LIMITS)
        file = folder / self.kata.file
        file.parent.mkdir(parents=True)
        file.write_text(self.source, encoding="utf-8")
        if self.is_right:
            return Job(self.kata, folder, options, reverse=seed > 0, limits=LIMITS)
        return Job(self.kata, folder, (*options, "-x"), limits=LIMITS)

    def fault(self, verdict: Verdict) -> str:
        judged = verdict.judged
        if judged and os.path.realpath(judged) != os.path.realpath(verdict.file):
            return f"judged {judged}, which is not the file that was meant"
        return CHECKS[self.kind](self, verdict)


@contextlib.contextmanager
def judges(root: Path) -> Iterator[list[Judge]]:
    """Keep a judge for each hash seed."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(Judge(root, seed)) for seed in HASH_SEEDS]


def run(course: Course, katas: Sequence[Kata], judges: Sequence[Judge]) -> Iterator[Finding]:
    """Yield what the gate finds, kata by kata."""
    for fault in rules.of_course(course):
        yield Finding("course", "files", fault)
    for path in misplaced(course):
        yield Finding("course", str(path), "misplaced: there is no such kata to judge it by")
    for kata in katas:
        yield from _gate(kata, judges)


def misplaced(course: Course) -> list[Path]:
    """Return the witnesses whose path names no kata."""
    known = {kata.id for kata in course.katas}
    tests = course.root / "tests"
    files = [file for kind in ("impostors", "alternatives") for file in (tests / kind).rglob("*.*")]
    places = [file.relative_to(tests) for file in files if "__pycache__" not in file.parts]
    return sorted(p for p in places if "/".join(p.parts[1:-1]) not in known or p.suffix != ".py")


def witnesses(kata: Kata) -> Iterator[Witness]:
    yield Witness("stub", "", kata)
    for answer, source in nulls.programs(kata.stub.read_text(encoding="utf-8")):
        yield Witness("null", answer, kata, source)
    yield Witness("solution", "", kata, kata.solution.read_text(encoding="utf-8"))
    for kind in ("alternative", "impostor"):
        for path in kata.witnesses(f"{kind}s"):
            yield Witness(kind, path.stem, kata, path.read_text(encoding="utf-8"))


def _gate(kata: Kata, judges: Sequence[Judge]) -> Iterator[Finding]:
    lacking = [path for path in (kata.stub, kata.solution) if not path.is_file()]
    if lacking:
        yield Finding(kata.id, "files", f"there is no {lacking[0].relative_to(kata.root)}")
        return
    broken = list(rules.of_kata(kata))
    for fault in broken or [""]:
        yield Finding(kata.id, "rules", fault)
    count = len(kata.witnesses("impostors"))
    few = f"{count} impostors; at least {LEAST_IMPOSTORS} are wanted"
    yield Finding(kata.id, "impostors", few if count < LEAST_IMPOSTORS else "")
    with tempfile.TemporaryDirectory(prefix="gate-") as folder:
        crowd = list(witnesses(kata))
        for seed, judge in enumerate(judges):
            judge.ask([one.job(Path(folder, f"{seed}-{n}"), seed) for n, one in enumerate(crowd)])
        verdicts = zip(*(judge.answer() for judge in judges), strict=True)
        for witness, both in zip(crowd, verdicts, strict=True):
            faults = filter(None, map(witness.fault, both))
            yield Finding(kata.id, witness.title, next(faults, ""))


def _stub(witness: Witness, verdict: Verdict) -> str:
    for test in verdict.tests:
        if test.left_out:
            continue
        if not test.failed:
            return f"{test.name} does not fail on the untouched stub: it proves nothing"
        if test.phase != "call":
            return f"{test.name} fails in its {test.phase}, before it could judge"
        if test.error != "NotImplementedError":
            return f"{test.name} fails on the stub with {test.error}, not NotImplementedError"
    return _unless(verdict, State.NOT_STARTED)


def _null(witness: Witness, verdict: Verdict) -> str:
    if verdict.state is State.DONE:
        return f"accepted, though every function returns {witness.name}"
    return ""


def _right(witness: Witness, verdict: Verdict) -> str:
    failure = verdict.first_failure
    if failure:
        return f"rejected by {failure.name}: {_first_line(failure)}"
    return _unless(verdict, State.DONE)


def _impostor(witness: Witness, verdict: Verdict) -> str:
    expected = EXPECT.match(witness.source or "")
    if not expected:
        return "its first line is not `# expect: <regex>`"
    if verdict.state is State.DONE:
        return "accepted: every test passes on it"
    failure = verdict.first_failure
    if not failure:
        return f"rejected without a failing test: {verdict.state.value}, {verdict.note}"
    if not _asserted(failure, verdict):
        return f"rejected by a crash, not an assertion: {failure.name}: {failure.error}"
    words = expected.group(1)
    if not re.search(words, failure.message):
        return f"rejected in the wrong words: no /{words}/ in: {_first_line(failure)}"
    return ""


CHECKS = {
    "stub": _stub,
    "null": _null,
    "solution": _right,
    "alternative": _right,
    "impostor": _impostor,
}


def _asserted(test: Result, verdict: Verdict) -> bool:
    """Tell whether a test of ours asserted; an `assert` inside the judged file is a crash."""
    if not test.asserted or test.phase != "call":
        return False
    return not test.frames or Path(test.frames[-1].file).name != verdict.file.name


def _unless(verdict: Verdict, wanted: State) -> str:
    if verdict.state is wanted:
        return ""
    return f"{verdict.state.value} {verdict.note}".strip()


def _first_line(test: Result) -> str:
    return f"{test.error}: {(test.message.splitlines() or [''])[0]}"
