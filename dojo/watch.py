"""Judges a kata whenever it is saved, and shows what is next; keys do the rest."""

import contextlib
import datetime
import selectors
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dojo import compare, hints, progress, record, runner, upcoming
from dojo.board import Board
from dojo.course import Course, Kata, UnknownName
from dojo.job import Job
from dojo.keyboard import Keyboard
from dojo.progress import Standing, standing
from dojo.record import Entry, Record
from dojo.saves import Saves
from dojo.verdict import State, Verdict

KEYS = {"n": "next", "h": "hint", "c": "compare", "l": "list", "r": "rerun", "q": "quit"}
PATIENCE = 0.5
"""Seconds after which the screen says that something still runs."""


def run(course: Course, names: Sequence[str]) -> int:
    """Watch until `q` or Ctrl-C. The names say what `n` and `l` choose from."""
    course.select(names)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    with contextlib.ExitStack() as stack:
        saves = stack.enter_context(Saves(course.root / "katas"))
        keyboard = stack.enter_context(Keyboard()) if sys.stdin.isatty() else None
        runner.warm_up()
        try:
            _Watch(course, names, _Inbox(saves, keyboard)).run()
        except KeyboardInterrupt:
            pass
        except EOFError as error:
            print(f"dojo: {error}", file=sys.stderr)
            return 2
    return 0


class _Inbox:
    """What the learner did and has no answer yet: files saved, keys pressed."""

    def __init__(self, saves: Saves, keyboard: Keyboard | None) -> None:
        self._saves, self._keyboard = saves, keyboard
        self._selector = selectors.DefaultSelector()
        self._selector.register(saves, selectors.EVENT_READ)
        if keyboard:
            self._selector.register(keyboard, selectors.EVENT_READ)
        self.saved = saves.read()
        self.keys = ""

    @property
    def is_urgent(self) -> bool:
        return bool(self.saved) or "q" in self.keys

    def look(self, timeout: float | None) -> None:
        """Wait for something, at most so many seconds, or with None for as long as it takes."""
        for key, _ in self._selector.select(timeout):
            if key.fileobj is self._saves:
                self.saved += self._saves.read()
            elif self._keyboard:
                self.keys += self._keyboard.read()

    def take_saved(self) -> list[Path]:
        saved, self.saved = self.saved, []
        return saved

    def take_key(self) -> str:
        key, self.keys = self.keys[:1], self.keys[1:]
        return key


class _Watch:
    def __init__(self, course: Course, names: Sequence[str], inbox: _Inbox) -> None:
        self._course, self._names, self._inbox = course, names, inbox
        self._console = Console()
        self._katas = course.select(names)
        self._current = self._katas[0]
        self._unjudged: list[Kata] = []
        self._prepared: list[runner.Child] = []

    def run(self) -> None:
        try:
            self._go_on(self._katas)
            while "q" not in self._inbox.keys:
                self._answer()
        finally:
            self._drop_prepared()

    def _answer(self) -> None:
        """Do what is to be done, or wait for it with a child that is ready to judge."""
        katas = dict.fromkeys([*self._saved(), *self._unjudged])
        if katas:
            self._judge(list(katas))
        elif key := self._inbox.take_key():
            self._press(key)
        else:
            self._prepared = self._prepared or [runner.prepare(Job(self._current))]
            self._inbox.look(None)

    def _drop_prepared(self) -> None:
        for child in self._prepared:
            child.stop()
        self._prepared = []

    def _saved(self) -> list[Kata]:
        """Return the katas whose files were saved, as far as there is a rule for whose they are."""
        found = []
        for path in self._inbox.take_saved():
            if path in self._current.given:
                found.append(self._current)
                self._drop_prepared()  # it may have read the file before
            elif path not in self._owners():
                self._course = Course(self._course.root)  # perhaps the kata is new
            found += filter(None, [self._owners().get(path)])
        return found

    def _owners(self) -> dict[Path, Kata]:
        return {file: kata for kata in self._course.katas for file in (kata.stub, kata.tests)}

    def _press(self, key: str) -> None:
        match KEYS.get(key):
            case "next":
                place = self._katas.index(self._current) + 1 if self._current in self._katas else 0
                self._go_on([*self._katas[place:], *self._katas[:place]])
            case "rerun":
                self._judge([self._current])
            case "hint":
                self._page(lambda: self._say(hints.show(self._course, self._current, None)))
            case "compare":
                self._page(lambda: compare.show(self._current, self._console, anyway=False))
            case "list":
                self._page(lambda: progress.show(self._course, self._names, self._console))

    def _go_on(self, katas: Sequence[Kata]) -> None:
        """Turn to the first of these that is not done."""
        known = Record(self._course.root).entries()
        for kata in katas:
            if standing(kata, known.get(kata.id, Entry())) is not Standing.DONE:
                verdicts = self._judge([kata])
                if not verdicts or verdicts[0].state is not State.DONE:
                    return
        self._page(lambda: self._say(f"Nothing is left to do: all {len(katas)} are done."))

    def _judge(self, katas: Sequence[Kata]) -> list[Verdict]:
        """Show each verdict as soon as it is known; give up if something urgent comes in."""
        self._current = katas[0]
        contents = {kata.id: record.content(kata) for kata in katas}
        verdicts: dict[Kata, Verdict] = {}
        notice = time.monotonic() + PATIENCE
        jobs, prepared, self._prepared = [Job(kata) for kata in katas], self._prepared, []
        with contextlib.closing(runner.turns(jobs, prepared=prepared)) as turns:
            for turn in turns:
                if turn:
                    verdict = turn[1]
                    verdicts[verdict.kata] = verdict
                    self._show(katas, verdicts)
                    Record(self._course.root).add([verdict], contents)
                elif time.monotonic() > notice:
                    notice = float("inf")
                    self._show(katas, verdicts)
                self._inbox.look(0)
                if self._inbox.is_urgent:
                    break
        self._unjudged = [kata for kata in katas if kata not in verdicts]
        return list(verdicts.values())

    def _show(self, katas: Sequence[Kata], verdicts: dict[Kata, Verdict]) -> None:
        known = [verdicts[kata] for kata in katas if kata in verdicts]
        self._clear()
        if len(known) == 1 and known[0].state is State.NOT_STARTED:
            upcoming.brief(self._course, known[0], self._console)
        elif known:
            side = self._course.root / "katas"
            Board(self._course, list(katas), side, self._console).glance(known)
        if len(katas) == 1 and known and known[0].state is State.DONE:
            self._say(f"\n{katas[0].id} is done: n goes on, c compares yours with the reference.")
        for kata in katas:
            if kata not in verdicts:
                self._say(f"\njudging {kata.id} ...")
        self._foot()

    def _page(self, show: Callable[[], object]) -> None:
        """Show something else, until the next save or key."""
        self._clear()
        try:
            show()
        except UnknownName as error:
            self._say(str(error))
        self._foot()

    def _clear(self) -> None:
        if self._console.is_terminal:
            self._console.clear()

    def _foot(self) -> None:
        keys = "  ".join(f"{key} {name}" for key, name in KEYS.items())
        now = datetime.datetime.now().time().isoformat("seconds")
        self._console.print(Text(f"\n{now}  watching katas/  {keys}", "dim"), highlight=False)

    def _say(self, text: str) -> None:
        self._console.print(text, soft_wrap=True, highlight=False, markup=False)
