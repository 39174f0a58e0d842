"""Judges a kata whenever it is saved, and shows what is next; keys do the rest."""

import contextlib
import datetime
import selectors
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dojo import compare, diagnosis, hints, progress, record, runner, upcoming
from dojo.board import Board, first_begun
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
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, frame: sys.exit(128 + number))
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
    def is_full(self) -> bool:
        return bool(self.saved or self.keys)

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


@dataclass
class _Screen:
    """What is shown: the katas that were to be judged, and those verdicts that are known."""

    katas: Sequence[Kata]
    verdicts: dict[Kata, Verdict] = field(default_factory=dict)

    @property
    def known(self) -> list[Verdict]:
        return [self.verdicts[kata] for kata in self.katas if kata in self.verdicts]

    @property
    def running(self) -> list[Kata]:
        return [kata for kata in self.katas if kata not in self.verdicts]


class _Watch:
    def __init__(self, course: Course, names: Sequence[str], inbox: _Inbox) -> None:
        self._course, self._names, self._inbox = course, names, inbox
        self._console = Console()
        self._katas = course.select(names)
        self._current = self._katas[0]
        self._unjudged: list[Kata] = []
        self._to_guess: _Screen | None = None
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
        elif self._to_guess:
            self._guess(self._to_guess)
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
                self._page(
                    lambda: self._say(hints.show(self._course, self._current, ask="press h"))
                )
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
        screen = _Screen(katas)
        notice = time.monotonic() + PATIENCE
        jobs, prepared, self._prepared = [Job(kata) for kata in katas], self._prepared, []
        for turn in self._turns(jobs, prepared, lambda: self._inbox.is_urgent):
            if turn:
                screen.verdicts[turn[1].kata] = turn[1]
                self._show(screen)
                Record(self._course.root).add([turn[1]], contents)
            elif time.monotonic() > notice:
                notice = float("inf")
                self._show(screen)
        self._unjudged = screen.running
        self._to_guess = screen
        return screen.known

    def _guess(self, screen: _Screen) -> None:
        """Find out which known mistake fails like this, unless that is known; then show it."""
        red = first_begun(screen.known)
        impostors = diagnosis.Impostors(red.kata) if red and diagnosis.fingerprint(red) else None
        if impostors and impostors.kept() is None:
            with tempfile.TemporaryDirectory(prefix="impostors-") as folder:
                jobs = impostors.jobs(Path(folder))
                ended = dict(filter(None, self._turns(jobs, (), lambda: self._inbox.is_full)))
            if len(ended) < len(jobs):
                return
            impostors.take([ended[place] for place in range(len(jobs))])
            self._show(screen)
        self._to_guess = None

    def _turns(
        self, jobs: Sequence[Job], prepared: Sequence[runner.Child], is_over: Callable[[], bool]
    ) -> Iterator[tuple[int, Verdict] | None]:
        with contextlib.closing(runner.turns(jobs, prepared=prepared)) as turns:
            for turn in turns:
                yield turn
                self._inbox.look(0)
                if is_over():
                    return

    def _show(self, screen: _Screen) -> None:
        known = screen.known
        self._clear()
        if len(known) == 1 and known[0].state is State.NOT_STARTED:
            upcoming.brief(self._course, known[0], self._console)
        elif known:
            katas, side = list(screen.katas), self._course.root / "katas"
            Board(self._course, katas, side, self._console, commands=False).glance(known)
        if red := first_begun(known):
            kept = diagnosis.Impostors(red.kata).kept()
            diagnosis.say(diagnosis.diagnose(red, kept or {}), self._console)
        if known and known[0].kata == self._current and known[0].state is State.DONE:
            done = self._current.id
            self._say(f"\n{done} is done: n goes on, c compares yours with the reference.")
        for kata in screen.running:
            self._say(f"\njudging {kata.id} ...")
        self._foot()

    def _page(self, show: Callable[[], object]) -> None:
        """Show something else, until the next save or key."""
        self._to_guess = None
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
