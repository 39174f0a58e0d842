"""Judges the mutants of each solution: those that pass show what the tests do not look at."""

import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dojo import runner
from dojo.course import Kata
from dojo.job import Job
from dojo.limits import Limits
from dojo.mutation import Mutant, mutants
from dojo.verdict import State

LIMITS = Limits(cpu=5)
OPTIONS = ("-x", "--hypothesis-profile=gate", "--hypothesis-seed=0")


@dataclass
class Score:
    kata: Kata
    total: int = 0
    surviving: list[Mutant] = field(default_factory=list)
    equivalent: dict[str, str] = field(default_factory=dict)
    """Mutant to the reason why it changes no behaviour."""
    stale: list[str] = field(default_factory=list)
    """Listed as equivalent, but killed or no longer made."""
    fault: str = ""
    """Why there is no score: tests that fail on the solution kill any mutant."""

    @property
    def killed(self) -> int:
        return self.total - len(self.surviving) - len(self.equivalent)

    @property
    def faultless(self) -> bool:
        return not self.surviving and not self.stale and not self.fault


def score(kata: Kata) -> Score:
    """Judge every mutant of the kata's solution. The caller has warmed up."""
    reasons = _listed(kata)
    result = Score(kata)
    job = Job(kata, kata.root / "solutions", OPTIONS, limits=LIMITS)
    _, verdict = next(iter(runner.run([job])))
    if verdict.state is not State.DONE:
        result.fault = f"the solution itself is not accepted: {verdict.state.value} {verdict.note}"
        return result
    for mutant, survived in _judged(kata):
        result.total += 1
        if survived and mutant.name in reasons:
            result.equivalent[mutant.name] = reasons[mutant.name]
        elif survived:
            result.surviving.append(mutant)
    result.stale = [name for name in reasons if name not in result.equivalent]
    return result


def _judged(kata: Kata) -> Iterator[tuple[Mutant, bool]]:
    crowd = list(mutants(kata.solution.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        jobs = []
        for number, mutant in enumerate(crowd):
            tree = Path(folder, str(number))
            file = tree / kata.file
            file.parent.mkdir(parents=True)
            file.write_text(mutant.source, encoding="utf-8")
            jobs.append(Job(kata, tree, OPTIONS, limits=LIMITS))
        verdicts = dict(runner.run(jobs))
        for place, mutant in enumerate(crowd):
            yield mutant, verdicts[place].state is State.DONE


def _listed(kata: Kata) -> dict[str, str]:
    file = kata.root / "tests" / "equivalents" / kata.file.with_suffix(".toml")
    if not file.is_file():
        return {}
    with file.open("rb") as stream:
        return {str(name): str(reason) for name, reason in tomllib.load(stream).items()}
