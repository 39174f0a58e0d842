"""A guess at the mistake: the impostor that fails just as the judged code does.

Each impostor of a kata makes one known mistake, and its docstring says which. A program
that fails the same tests, each with the same words, probably makes it too. Tests that end
in a `NotImplementedError` tell nothing; when more than half end so, nothing is said.
"""

import ast
import contextlib
import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dojo import files, runner
from dojo.course import Kata
from dojo.job import Job
from dojo.verdict import Result, State, Verdict

FOLDER = ".diagnosis"
HOUSE = Path(__file__).parent
ENGINE = [Path(__file__), HOUSE / "plugin.py", HOUSE / "requirements.lock"]
VARYING = re.compile(r"0x[0-9a-f]+|\d+(\.\d+)? times")

Fingerprint = Mapping[str, str]
"""The failed tests, and the first line of what each says."""


def show(verdict: Verdict, console: Console) -> None:
    """Print the guess, if there is one. The caller has warmed up."""
    impostors = Impostors(verdict.kata)
    if not fingerprint(verdict):
        return
    if impostors.kept() is None:
        console.print("\nlooking whether a known mistake fails like this, once ...", style="dim")
    say(diagnose(verdict, impostors.fingerprints()), console)


def say(mistake: str | None, console: Console) -> None:
    if mistake:
        text = Text(f'\nA guess, for a known mistake fails just so: "{mistake}"')
        console.print(text, soft_wrap=True, highlight=False)


def diagnose(verdict: Verdict, fingerprints: Mapping[str, Fingerprint]) -> str | None:
    """Return the one mistake whose fingerprint the verdict bears; None if none or several."""
    unwritten = {test.name for test in verdict.tests if _unwritten(test)}
    if 2 * len(unwritten) > len(verdict.tests):
        return None
    found = _without(unwritten, fingerprint(verdict))
    alike = [name for name, known in fingerprints.items() if _without(unwritten, known) == found]
    return alike[0] if found and len(alike) == 1 else None


def fingerprint(verdict: Verdict) -> dict[str, str]:
    """Return what the failed tests say, without what two programs with one mistake say apart."""
    if verdict.state is not State.IN_PROGRESS:
        return {}
    return {test.name: _words(test) for test in verdict.tests if test.failed}


class Impostors:
    """The impostors of a kata as they are now, and their fingerprints, made once and kept."""

    def __init__(self, kata: Kata) -> None:
        self._kata = kata
        self._paths = kata.witnesses("impostors")
        self._file = kata.root / FOLDER / kata.file.with_suffix(".json")
        self._key = self._digest()

    def kept(self) -> dict[str, Fingerprint] | None:
        """Return the fingerprints, or None when they must be made."""
        try:
            kept = json.loads(self._file.read_bytes())
            return dict(kept["fingerprints"]) if kept["key"] == self._key else None
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def jobs(self, folder: Path) -> list[Job]:
        """Return a job for each impostor, written to a tree of its own in `folder`."""
        trees = [folder / path.stem for path in self._paths]
        for path, tree in zip(self._paths, trees, strict=True):
            file = tree / self._kata.file
            file.parent.mkdir(parents=True)
            file.write_bytes(path.read_bytes())
        return [Job(self._kata, tree) for tree in trees]

    def take(self, verdicts: Sequence[Verdict]) -> dict[str, Fingerprint]:
        """Return the fingerprints by these verdicts, in the order of the jobs, and keep them."""
        fingerprints: dict[str, Fingerprint] = {
            _mistake(path): fingerprint(verdict)
            for path, verdict in zip(self._paths, verdicts, strict=True)
        }
        with contextlib.suppress(OSError):
            self._keep(fingerprints)
        return fingerprints

    def fingerprints(self) -> dict[str, Fingerprint]:
        """Return them, kept or made. The caller has warmed up."""
        kept = self.kept()
        if kept is not None:
            return kept
        with tempfile.TemporaryDirectory(prefix="impostors-") as folder:
            verdicts = dict(runner.run(self.jobs(Path(folder))))
        return self.take([verdicts[place] for place in range(len(verdicts))])

    def _keep(self, fingerprints: Mapping[str, Fingerprint]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"key": self._key, "fingerprints": fingerprints}, indent=1)
        files.replace(self._file, text.encode())

    def _digest(self) -> str:
        """Return a digest of all that the fingerprints rest on."""
        kata = self._kata
        digest = hashlib.sha256(sys.version.encode())
        kit = sorted((HOUSE / "kit").glob("*.py"))
        for path in (kata.tests, *kata.given, kata.solution, *self._paths, *ENGINE, *kit):
            digest.update(f"\0{path.name}\0".encode())
            with contextlib.suppress(OSError):
                digest.update(path.read_bytes())
        return digest.hexdigest()


def _mistake(impostor: Path) -> str:
    return " ".join((ast.get_docstring(ast.parse(impostor.read_bytes())) or "").split())


def _without(tests: Set[str], fingerprint: Fingerprint) -> dict[str, str]:
    return {name: words for name, words in fingerprint.items() if name not in tests}


def _unwritten(test: Result) -> bool:
    return "NotImplementedError" in f"{test.error}: {test.message}"


def _words(test: Result) -> str:
    words = test.message.partition("\nassert ")[0].partition("\n")[0]
    return f"{test.error}: {VARYING.sub('#', words)}"
