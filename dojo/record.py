"""What was done so far: `.progress.json`, a line for each kata, to be read and to be deleted.

A line holds for the content that it was earned with: the stub, its tests and what they
are given. Hints that were taken are counted there as well. Runs that end at the same
time take turns, and the file is replaced as a whole: cut off or not, it can be read.
"""

import contextlib
import datetime
import fcntl
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from dojo import files
from dojo.course import SYLLABUS, Kata
from dojo.verdict import State, Verdict

FILE = ".progress.json"


@dataclass
class Entry:
    state: str = State.NOT_STARTED.value
    passed: int = 0
    tests: int = 0
    on: str = ""
    content: str = ""
    hints: int = 0

    @property
    def is_done(self) -> bool:
        return self.state == State.DONE.value

    @property
    def is_begun(self) -> bool:
        return self.state != State.NOT_STARTED.value


def content(kata: Kata) -> str:
    """Return a digest of what a verdict on the kata rests on."""
    digest = hashlib.sha256()
    for path in (kata.stub, kata.tests, *kata.given):
        with contextlib.suppress(OSError):
            digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()[:16]


class Record:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = root / FILE

    def entries(self) -> dict[str, Entry]:
        """Return what is known, by kata; of a file that was spoiled, what can be read."""
        try:
            known = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        items = known.items() if isinstance(known, dict) else ()
        return {name: entry for name, told in items if (entry := _entry(told))}

    def add(self, verdicts: Iterable[Verdict], contents: Mapping[str, str]) -> None:
        """Note the verdicts on stubs, each with the content that was there before it ran."""

        def change(entries: dict[str, Entry]) -> None:
            for verdict in verdicts:
                before = entries.get(verdict.kata.id, Entry())
                entries[verdict.kata.id] = _noted(before, verdict, contents[verdict.kata.id])

        self._change(change)

    def take_hint(self, kata: Kata, number: int) -> None:
        def change(entries: dict[str, Entry]) -> None:
            entry = entries.setdefault(kata.id, Entry())
            entry.hints = max(entry.hints, number)

        self._change(change)

    def forget(self, kata: Kata) -> None:
        """Take the kata for untouched; hints were taken all the same."""

        def change(entries: dict[str, Entry]) -> None:
            entries[kata.id] = Entry(hints=entries.get(kata.id, Entry()).hints)

        self._change(change)

    def _change(self, change: Callable[[dict[str, Entry]], None]) -> None:
        try:
            with self._turn():
                entries = self.entries()
                before = _text(entries)
                change(entries)
                if _text(entries) != before:
                    files.replace(self._file, _text(entries).encode())
        except OSError as error:
            print(f"dojo: {FILE} cannot be written: {error.strerror}", file=sys.stderr)

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Hold a lock on a file that stays, for the record itself is replaced."""
        with open(self._root / SYLLABUS, "rb+") as file:  # NFS grants a lock to writers only
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _entry(known: object) -> Entry | None:
    """Return the entry, unless somebody edited it into nonsense."""
    plain = asdict(Entry())
    if not isinstance(known, dict) or not known.keys() <= plain.keys():
        return None
    if any(type(known[name]) is not type(plain[name]) for name in known):
        return None
    return Entry(**known)


def _noted(before: Entry, verdict: Verdict, now: str) -> Entry:
    if verdict.state is State.NOT_STARTED:
        return Entry(hints=before.hints)
    noted = Entry(
        state=verdict.state.value,
        passed=verdict.passed,
        tests=len(verdict.tests),
        on=datetime.date.today().isoformat(),
        content=now,
        hints=before.hints,
    )
    if (noted.state, noted.content) == (before.state, before.content):
        noted.on = before.on
    return noted


def _text(entries: Mapping[str, Entry]) -> str:
    lines = []
    for name, entry in sorted(entries.items()):
        told = {field.name: getattr(entry, field.name) for field in fields(Entry)}
        if entry != Entry():
            lines.append(f"  {json.dumps(name)}: {json.dumps(told)}")
    return "{\n" + ",\n".join(lines) + "\n}\n" if lines else "{}\n"
