"""Brings an untouched stub back, and keeps what was written in its place.

An attempt goes to `.attempts/<date>/`, a tree that mirrors `katas/` and can be judged like
any other. The untouched stubs lie in `dojo/stubs`, so that it does not matter whether there
is git, nor what was committed. What is kept is safe on the disk before the stub is touched.
"""

import contextlib
import datetime
import errno
import itertools
import os
import shlex
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dojo import files
from dojo.course import Course, Kata
from dojo.record import Record

ATTEMPTS = ".attempts"
REFUSED = 2


def pristine(kata: Kata) -> Path:
    """Return the copy of the untouched stub: `.txt`, lest it be taken for the stub."""
    return kata.root / "dojo" / "stubs" / kata.topic / f"{kata.name}.py.txt"


def run(course: Course, kata: Kata, console: Console) -> int:
    """Keep the attempt, bring the stub back, and say how to judge or restore the attempt."""
    stub = kata.stub.relative_to(course.root)
    kept = None
    try:
        fresh = pristine(kata).read_bytes()
        there = kata.stub.exists()
        if there and kata.stub.read_bytes() == fresh:
            _say(console, f"{stub} is untouched: there is nothing to reset.")
            return 0
        link = os.readlink(kata.stub) if kata.stub.is_symlink() else None
        kept = _keep(kata) if there else None
        files.replace(kata.stub, fresh)
    except OSError as error:
        return _refuse(course, error, kept)
    Record(course.root).forget(kata)
    missing = "" if there else "was missing; it "
    _say(console, f"{stub} {missing}is the untouched stub again.")
    if link:
        _say(console, f"It was a link; {link} is as it was.")
    if kept:
        _actions(console, kata, kept.relative_to(course.root), stub)
    return 0


def _keep(kata: Kata) -> Path:
    """Copy the stub to a dated tree of its own, and see it there."""
    tree = _new_tree(kata.root / ATTEMPTS)
    kept = tree / kata.file
    try:
        kept.parent.mkdir()
        files.replace(kept, kata.stub.read_bytes())
        if kept.read_bytes() != kata.stub.read_bytes():
            raise OSError(errno.EIO, "the copy is not what the stub holds", str(kept))
    except BaseException:
        shutil.rmtree(tree, ignore_errors=True)
        raise
    return kept


def _new_tree(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    now = datetime.datetime.now().strftime("%Y-%m-%dT%H-%M-%S")
    for number in itertools.count(1):
        tree = folder / (f"{now}-{number}" if number > 1 else now)
        with contextlib.suppress(FileExistsError):
            tree.mkdir()
            break
    return tree


def _refuse(course: Course, error: OSError, kept: Path | None) -> int:
    outcome = "nothing was changed"
    if kept:
        outcome = f"the stub is as it was, and kept in {kept.relative_to(course.root)}"
    where = f"{os.path.relpath(error.filename, course.root)}: " if error.filename else ""
    print(f"dojo: {outcome}: {where}{error.strerror}", file=sys.stderr)
    return REFUSED


def _actions(console: Console, kata: Kata, kept: Path, stub: Path) -> None:
    tree = kept.parents[1]
    rows = {
        "kept": str(kept),
        "check": shlex.join(["make", "check", f"TOPIC={kata.id}", f"IMPL={tree}"]),
        "undo": shlex.join(["cp", str(kept), str(stub)]),
    }
    _say(console, "")
    for name, value in rows.items():
        _say(console, Text.assemble((f"  {name:6} ", "dim"), value))


def _say(console: Console, text: str | Text) -> None:
    console.print(text, soft_wrap=True, highlight=False, markup=False)
