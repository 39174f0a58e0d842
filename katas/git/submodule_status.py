"""Submodule status: what is recorded of each submodule, what is there, and what is wrong.

A submodule is another repository in a folder of this one, the superproject. Three
places know of it, and nothing keeps them in step:

- The index has a gitlink: a path of mode 160000, with the commit that belongs there.
- `.gitmodules`, a file of the working tree in the syntax of git's configuration, has
  an entry: `submodule.<name>.path`, and `submodule.<name>.url`. It may be missing.
- `git submodule init` copies the URL to the repository's own configuration, under the
  same key; `git submodule update` clones it to the path and checks the commit out.

`inspect` compares them, and `line` tells the result as `git submodule status` does,
but without the "(branch or tag)" at the end of its lines:

    >>> old, new = "8c" * 20, "d4" * 20
    >>> line(Submodule("libs/core", "core", old, new, ("other_commit", "dirty")))
    '+d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4 libs/core'
    >>> line(Submodule("libs/core", "core", old, None, ("not_cloned",)))
    '-8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c libs/core'

`repository` is the top folder of the superproject. There is a repository at a path if
`.git` is there, a folder or a file. Call git with subprocess. Paths and names may hold
anything but line breaks, and are UTF-8. Nothing may be changed.

Off limits: `git submodule`, which is what you build.
"""

from pathlib import Path
from typing import NamedTuple


class Submodule(NamedTuple):
    path: str
    name: str | None
    """Its name in .gitmodules; None if the path has no entry there."""
    recorded: str | None
    """The commit of the gitlink, in full; None if there is no gitlink, or it is in conflict."""
    checked_out: str | None
    """HEAD of the repository at the path, in full; None if there is no repository."""
    problems: tuple[str, ...]


def gitlinks(repository: Path) -> dict[str, str | None]:
    """Return the commit for the path of each gitlink in the index; None if it is in conflict.

    A path in conflict stands in the index in stages from 1 to 3, instead of in stage 0.
    """
    raise NotImplementedError


def entries(repository: Path) -> dict[str, str]:
    """Return the name for each path in .gitmodules. What has no path there does not count."""
    raise NotImplementedError


def inspect(repository: Path) -> list[Submodule]:
    """Return what has a gitlink or an entry, sorted by path; the problems of each in this order.

    no_gitlink     an entry in .gitmodules, but no gitlink
    no_entry       a gitlink, but no entry
    conflict       the gitlink is in conflict
    uninitialised  the configuration of the superproject has no URL for the name
    not_cloned     no repository at the path
    other_commit   the repository there has another commit checked out than is recorded
    dirty          in it something is changed, staged or untracked (and not ignored)

    Where one of the first three is found, nothing else is looked for.
    """
    raise NotImplementedError


def line(submodule: Submodule) -> str | None:
    """Return a sign, a commit, a blank and the path.

    None  without a gitlink or without an entry: git has no line for those
    "U"   in conflict; the commit is 40 zeros
    "-"   uninitialised or not cloned; the commit is the one recorded
    "+"   another commit is checked out; the commit is that one
    " "   otherwise; the commit is the one recorded
    """
    raise NotImplementedError
