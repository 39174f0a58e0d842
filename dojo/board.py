"""The board: a line for each kata, then the one thing to do next."""

import os
import shlex
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dojo import where
from dojo.course import Course, Kata
from dojo.verdict import Result, State, Verdict

LOOKS = {
    State.DONE: ("✓", "green"),
    State.IN_PROGRESS: ("◐", "yellow"),
    State.NOT_STARTED: ("·", "dim"),
    State.BROKEN: ("✗", "red"),
    State.TIMED_OUT: ("✗", "red"),
    State.CRASHED: ("✗", "red"),
    State.MISSING: ("?", "red"),
    State.NOT_CHECKED: ("?", "magenta"),
}
BEGUN = (State.IN_PROGRESS, State.BROKEN, State.TIMED_OUT, State.CRASHED, State.MISSING)
MESSAGE_LINES = 16
OUTPUT_LINES = 5


class Board:
    def __init__(
        self,
        course: Course,
        katas: list[Kata],
        side: Path,
        console: Console,
        *,
        commands: bool = True,
    ) -> None:
        self._course, self._katas, self._side, self._console = course, katas, side, console
        self._commands = commands and self._is_stubs()
        self._width = max((len(kata.name) for kata in katas), default=0)
        self._titles = {topic.name: topic for topic in course.topics}
        self._topic = ""

    def show(self, verdicts: Iterable[tuple[int, Verdict]]) -> list[Verdict]:
        """Print the verdicts in the course's order as they become known, then what is next."""
        self._say(Text(f"judging {self._side_name()}", style="dim"))
        shown = []
        for verdict in _in_order(verdicts):
            self._row(verdict)
            shown.append(verdict)
        self._sum_up(shown)
        self._next_step(shown)
        return shown

    def glance(self, verdicts: list[Verdict]) -> None:
        """Print these verdicts and the next step, without what a whole board has around them."""
        for verdict in verdicts:
            self._row(verdict)
        self._next_step(verdicts)

    def _side_name(self) -> str:
        return "your code in katas/" if self._is_stubs() else self._path(self._side)

    def _is_stubs(self) -> bool:
        return self._side == self._course.root / "katas"

    def _path(self, path: Path) -> str:
        return os.path.relpath(path, self._course.root) if self._inside(path) else str(path)

    def _inside(self, path: Path) -> bool:
        return path.is_relative_to(self._course.root)

    def _row(self, verdict: Verdict) -> None:
        topic = verdict.kata.topic
        if topic != self._topic:
            self._topic = topic
            self._heading(topic)
        symbol, style = LOOKS[verdict.state]
        line = Text.assemble((f"  {symbol} ", style))
        weight = "bold" if verdict.state in BEGUN else None
        line.append(f"{verdict.kata.name:{self._width}}  ", style=weight)
        line.append(f"{verdict.standing:14}", style=style)
        self._hanging(line, "; ".join(filter(None, [_note(verdict), *verdict.remarks])))

    def _heading(self, name: str) -> None:
        topic = self._titles.get(name)
        self._say(Text())
        line = Text(name, style="bold")
        if topic:
            titles = dict.fromkeys([topic.title, topic.russian])
            line.append(f" · {' · '.join(titles)}", style="not bold dim")
        self._say(line)

    def _hanging(self, line: Text, note: str) -> None:
        """Print the line and its note, which goes on under itself where the terminal ends."""
        indent = line.cell_len + 1
        room = self._console.width - indent
        if not self._console.is_terminal or room < 20:
            parts = [note]
        else:
            parts = textwrap.wrap(note, room) or [""]
        line.append(f" {parts[0]}" if parts[0] else "")
        for part in parts[1:]:
            line.append(f"\n{' ' * indent}{part}")
        line.rstrip()
        self._say(line)

    def _sum_up(self, verdicts: list[Verdict]) -> None:
        done = sum(verdict.state is State.DONE for verdict in verdicts)
        unchecked = sum(verdict.state is State.NOT_CHECKED for verdict in verdicts)
        line = Text(f"\n{done} of {len(verdicts)} done", style="bold")
        if unchecked:
            line.append(f", {unchecked} not checked", style="magenta")
        self._say(line)

    def _next_step(self, verdicts: list[Verdict]) -> None:
        begun = first_begun(verdicts)
        fresh = next((v for v in verdicts if v.state is State.NOT_STARTED), None)
        if begun and begun.first_failure:
            self._failure(begun, begun.first_failure)
        elif begun:
            self._say(Text(f"\n{begun.kata.id}: {begun.state.value}, see its line above."))
            self._actions(begun)
        elif fresh:
            self._say(Text(f"\nNext: {fresh.kata.id}, {_count(fresh)}."))
            self._actions(fresh, _first_blank(fresh))

    def _failure(self, verdict: Verdict, test: Result) -> None:
        heading = f"\n{verdict.kata.id}: {verdict.standing}. The first test that fails:"
        self._say(Text(heading))
        self._say(Text(f"\n  {sentence(test.name)}\n", style="bold"))
        for line in _message(test):
            self._say(Text(f"    {line}"))
        output = test.output.strip().splitlines()[-OUTPUT_LINES:]
        if output:
            self._say(Text("\n    it printed", style="dim"))
            for line in output:
                self._say(Text(f"    | {line}", style="dim"))
        self._say(Text())
        line_to_edit = where.to_edit(test, verdict.file)
        self._actions(verdict, line_to_edit, where.in_tests(test, verdict.kata.tests))

    def _actions(self, verdict: Verdict, line: int = 0, test_line: int = 0) -> None:
        kata = verdict.kata
        rows = {"edit": _place(self._path(verdict.file), line)}
        if test_line:
            rows["test"] = _place(self._path(kata.tests), test_line)
        if self._commands:
            rows["check"] = f"make check TOPIC={shlex.quote(kata.id)}"
            rows["hint"] = f"make hint KATA={shlex.quote(kata.id)}"
        for name, value in rows.items():
            self._say(Text.assemble((f"  {name:6} ", "dim"), value))

    def _say(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True, highlight=False, markup=False)


def first_begun(verdicts: Iterable[Verdict]) -> Verdict | None:
    """Return the verdict that a board tells in full: the first begun and not done."""
    return next((verdict for verdict in verdicts if verdict.state in BEGUN), None)


def sentence(test_name: str) -> str:
    """Read a test's name as what it is, a sentence about behaviour."""
    name, bracket, case = test_name.partition("[")
    words = name.removeprefix("test_").replace("_", " ")
    return f"{words} [{case}" if bracket else words


def _in_order(verdicts: Iterable[tuple[int, Verdict]]) -> Iterator[Verdict]:
    early: dict[int, Verdict] = {}
    place = 0
    for index, verdict in verdicts:
        early[index] = verdict
        while place in early:
            yield early.pop(place)
            place += 1


def _place(path: str, line: int) -> str:
    return f"{path}:{line}" if line else path


def _note(verdict: Verdict) -> str:
    if verdict.state in (State.DONE, State.NOT_STARTED):
        return ", ".join(filter(None, [_count(verdict), verdict.note]))
    return verdict.note


def _count(verdict: Verdict) -> str:
    count = len(verdict.tests)
    return f"{count} test" if count == 1 else f"{count} tests"


def _first_blank(verdict: Verdict) -> int:
    failure = verdict.first_failure
    return where.to_edit(failure, verdict.file) if failure else 1


def _message(test: Result) -> list[str]:
    """Return the failure's own words: no introspection, but the error's name if none asserted."""
    words = test.message.partition("\nassert ")[0]
    text = words if test.asserted else f"{test.error}: {words}"
    lines = text.splitlines()
    if len(lines) > MESSAGE_LINES:
        more = len(lines) - MESSAGE_LINES
        lines = [*lines[:MESSAGE_LINES], f"... {more} more lines: run the test with pytest"]
    return lines
