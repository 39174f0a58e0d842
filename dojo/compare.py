"""The learner's kata beside the reference: what the tests measured, the code, the debrief."""

import difflib
import shlex
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dojo import hints, peak, runner, source
from dojo.board import sentence
from dojo.course import Kata, UnknownName
from dojo.job import Job
from dojo.source import Source
from dojo.verdict import State, Verdict

NOTHING = "—"
TRACING = ("-p", peak.__name__)
NARROW = 90
CONTEXT = 3
KIB = 1024

Place = tuple[str, int]
Row = tuple[Text, str, str]


def show(kata: Kata, console: Console, *, anyway: bool) -> int:
    """Compare the learner's kata with the reference; unless `anyway`, only when it is done."""
    if not kata.solution.is_file():
        raise UnknownName(f"{kata.id} has no solution to compare with")
    runner.warm_up()
    [(_, mine)] = runner.run([Job(kata)])
    if mine.state is not State.DONE and not anyway:
        look = f"make compare KATA={shlex.quote(kata.id)} ANYWAY=1"
        later = "compare opens when it is done."
        _say(console, Text(f"{kata.id}: {mine.standing}; {later} To look anyway: {look}"))
        return 1
    _Page(kata, mine, console).show()
    return 0


class _Page:
    def __init__(self, kata: Kata, mine: Verdict, console: Console) -> None:
        self._kata, self._mine, self._console = kata, mine, console
        self._sources = source.read(kata.stub), source.read(kata.solution)

    def show(self) -> None:
        state = "; ".join(filter(None, [self._mine.standing, self._mine.note]))
        _say(self._console, Text.assemble((self._kata.id, "bold"), f": {state}"))
        _say(self._console, Text("running the reference, and both once more for memory", "dim"))
        self._console.print()
        self._measures()
        self._heading("From your code to the reference")
        for line in _diff(*self._sources) or [Text("the same code")]:
            _say(self._console, line)
        self._heading("Debrief")
        _say(self._console, Text(_fitted(hints.debrief(self._kata), self._console.width)))

    def _measures(self) -> None:
        solutions = self._kata.root / "solutions"
        jobs = [
            Job(self._kata, solutions),
            Job(self._kata, options=TRACING),
            Job(self._kata, solutions, options=TRACING),
        ]
        verdicts = dict(runner.run(jobs))
        mine, reference = self._sources
        table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
        table.add_column("", overflow="fold")
        table.add_column("yours", no_wrap=True)
        table.add_column("reference", no_wrap=True)
        table.add_row("tests", _tests(self._mine), _tests(verdicts[0]))
        joint = "\n" if self._console.width < NARROW else "  "
        for row in _work(_costs(self._mine), _costs(verdicts[0]), joint):
            table.add_row(*row)
        table.add_row(*_memory(_peaks(verdicts[1]), _peaks(verdicts[2])))
        table.add_row("statements", _number(mine.statements), _number(reference.statements))
        table.add_row("branches", _number(mine.branches), _number(reference.branches))
        self._console.print(table, highlight=False)

    def _heading(self, text: str) -> None:
        _say(self._console, Text(f"\n{text}\n", "bold"))


def _tests(verdict: Verdict) -> str:
    return f"{verdict.passed} of {len(verdict.collected)}" if verdict.collected else NOTHING


def _costs(verdict: Verdict) -> dict[Place, Any]:
    """Return what the cost fixture noted, by test and by place in the test."""
    return {
        (test.name, place): note
        for test in verdict.tests
        for place, note in enumerate(value for name, value in test.properties if name == "cost")
    }


def _work(mine: dict[Place, Any], reference: dict[Place, Any], joint: str) -> Iterator[Row]:
    for place in reference | mine:
        sides = mine.get(place), reference.get(place)
        notes = [note for note in sides if note]
        sizes = set.intersection(*({int(n) for n in note["work"]} for note in notes))
        small, large = min(sizes), max(sizes)
        label = _label(notes[-1]["promise"], f"steps, n = {small} → {large}")
        yours, theirs = (_growth(note, small, large, joint) for note in sides)
        yield label, yours, theirs


def _growth(note: Any, small: int, large: int, joint: str) -> str:
    if not note:
        return NOTHING
    work = note["work"]
    return f"{note['grows']}{joint}{work[str(small)]:,} → {work[str(large)]:,}"


def _peaks(verdict: Verdict) -> dict[str, int]:
    """Return the memory of each test, of none if the run was cut off."""
    if len(verdict.tests) < len(verdict.collected):
        return {}
    return {
        test.name: value
        for test in verdict.tests
        for name, value in test.properties
        if name == peak.NAME and isinstance(value, int)
    }


def _memory(mine: Mapping[str, int], reference: Mapping[str, int]) -> Row:
    """Take the test in which the two sides together need most."""
    tests = mine.keys() & reference.keys() or mine.keys() | reference.keys()
    if not tests:
        return Text("peak memory"), NOTHING, NOTHING
    most = max(tests, key=lambda test: (mine.get(test, 0) + reference.get(test, 0), test))
    yours, theirs = (_size(side[most]) if most in side else NOTHING for side in (mine, reference))
    return _label("peak memory", sentence(most)), yours, theirs


def _size(size: int) -> str:
    """Round to what comes out the same at every run: two digits."""
    number, unit = size / KIB, "KiB"
    if number >= 1000:
        number, unit = number / KIB, "MiB"
    rounded = float(f"{number:.2g}")
    return f"{rounded:.0f} {unit}" if rounded >= 10 else f"{rounded:.1f} {unit}"


def _number(count: int | None) -> str:
    return NOTHING if count is None else str(count)


def _label(name: str, detail: str) -> Text:
    return Text.assemble(name, (f" · {detail}", "dim"))


def _diff(mine: Source, reference: Source) -> list[Text]:
    """Return a unified diff, numbered as the files are, though their docstrings are left out."""
    lines: list[Text] = []
    matcher = difflib.SequenceMatcher(None, mine.code, reference.code, autojunk=False)
    for group in matcher.get_grouped_opcodes(CONTEXT):
        (_, i, _, j, _), (_, _, i_end, _, j_end) = group[0], group[-1]
        here, there = f"{mine.above + i + 1},{i_end - i}", f"{reference.above + j + 1},{j_end - j}"
        lines.append(Text(f"@@ -{here} +{there} @@", "cyan"))
        for tag, i, i_end, j, j_end in group:
            if tag == "equal":
                lines += [Text(f" {line}".rstrip()) for line in mine.code[i:i_end]]
                continue
            lines += [Text(f"-{line}", "red") for line in mine.code[i:i_end]]
            lines += [Text(f"+{line}", "green") for line in reference.code[j:j_end]]
    return lines


def _fitted(text: str, width: int) -> str:
    """Break the paragraphs that are too wide, but no table."""
    return "\n\n".join(_paragraph(part.split("\n"), width) for part in text.split("\n\n"))


def _paragraph(lines: Sequence[str], width: int) -> str:
    is_table = any(line.startswith(" ") for line in lines)
    if is_table or max(map(len, lines)) <= width:
        return "\n".join(lines)
    return textwrap.fill(" ".join(lines), width, break_long_words=False, break_on_hyphens=False)


def _say(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True, highlight=False, markup=False)
