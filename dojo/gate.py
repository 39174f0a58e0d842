"""The gate: a kata's tests are a classifier of programs, and here the classifier is tested.

Right programs (the solution, the alternatives) must pass, wrong ones (the stub, null
programs, impostors) must fail, and an impostor must fail in the right words. All of them
are judged twice, in two processes: with other hash seeds, in both orders of the tests,
with other hypothesis seeds.
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
from dojo.verdict import Result, State, Verdict

LEAST_IMPOSTORS = 4
REPEATS = 2
HASH_SEEDS = (1, 2)
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

    def jobs(self, folder: Path, seed: int) -> list[Job]:
        """Return the jobs that judge it, its file written to a tree of its own."""
        if self.source is not None:
            file = folder / self.kata.file
            file.parent.mkdir(parents=True)
            file.write_text(self.source, encoding="utf-8")
        impl = None if self.source is None else folder
        return [
            Job(self.kata, impl, _options(seed * REPEATS + number), reverse=bool(seed))
            for number in range(REPEATS if self.is_right else 1)
        ]

    def fault(self, verdicts: Sequence[Verdict], *, reverse: bool) -> str:
        for verdict in verdicts:
            meant = os.path.realpath(verdict.file)
            if verdict.judged and os.path.realpath(verdict.judged) != meant:
                return f"judged {verdict.judged}, which is not the file that was meant"
            fault = CHECKS[self.kind](self, verdict, reverse)
            if fault:
                return fault
        return ""


def run(course: Course, katas: Sequence[Kata]) -> Iterator[Finding]:
    """Yield what the gate finds, kata by kata."""
    for fault in rules.of_course(course):
        yield Finding("course", "files", fault)
    for path in misplaced(course):
        yield Finding("course", str(path), "misplaced: there is no such kata to judge it by")
    with contextlib.ExitStack() as stack:
        judges = [stack.enter_context(Judge(course.root, seed)) for seed in HASH_SEEDS]
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
        tables = []
        for seed, judge in enumerate(judges):
            rows = [w.jobs(Path(folder, f"{seed}-{i}"), seed) for i, w in enumerate(crowd)]
            judge.ask([job for row in rows for job in row])
            tables.append([len(row) for row in rows])
        answers = [iter(judge.answer()) for judge in judges]
        for place, witness in enumerate(crowd):
            faults = []
            for seed, answer in enumerate(answers):
                verdicts = [next(answer) for _ in range(tables[seed][place])]
                faults.append(witness.fault(verdicts, reverse=bool(seed)))
            yield Finding(kata.id, witness.title, next(filter(None, faults), ""))


def _options(seed: int) -> tuple[str, ...]:
    return ("--hypothesis-profile=gate", f"--hypothesis-seed={seed}")


def _stub(witness: Witness, verdict: Verdict, reverse: bool) -> str:
    for test in verdict.tests:
        if not test.failed:
            return f"{test.name} does not fail on the untouched stub: it proves nothing"
        if test.phase != "call":
            return f"{test.name} fails in its {test.phase}, before it could judge"
        if test.error != "NotImplementedError":
            return f"{test.name} fails on the stub with {test.error}, not NotImplementedError"
    return _unless(verdict, State.NOT_STARTED)


def _null(witness: Witness, verdict: Verdict, reverse: bool) -> str:
    if verdict.state is State.DONE:
        return f"accepted, though every function returns {witness.name}"
    return ""


def _right(witness: Witness, verdict: Verdict, reverse: bool) -> str:
    failure = verdict.first_failure
    if failure:
        return f"rejected by {failure.name}: {_first_line(failure)}"
    return _unless(verdict, State.DONE)


def _impostor(witness: Witness, verdict: Verdict, reverse: bool) -> str:
    expected = EXPECT.match(witness.source or "")
    if not expected:
        return "its first line is not `# expect: <regex>`"
    if verdict.state is State.DONE:
        return "accepted: every test passes on it"
    failures = [test for test in verdict.tests if test.failed]
    if not failures:
        return f"rejected without a failing test: {verdict.state.value}, {verdict.note}"
    words = expected.group(1)
    if reverse:
        if any(_says(test, words, verdict) for test in failures):
            return ""
        return f"with the tests in reverse order, no failing assertion says /{words}/"
    if not _asserted(failures[0], verdict):
        failure = failures[0]
        return f"rejected by a crash, not an assertion: {failure.name}: {failure.error}"
    if not _says(failures[0], words, verdict):
        return f"rejected in the wrong words: no /{words}/ in: {_first_line(failures[0])}"
    return ""


CHECKS = {
    "stub": _stub,
    "null": _null,
    "solution": _right,
    "alternative": _right,
    "impostor": _impostor,
}


def _says(test: Result, words: str, verdict: Verdict) -> bool:
    return _asserted(test, verdict) and bool(re.search(words, test.message))


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
