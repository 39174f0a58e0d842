"""Rebase with a rule: replay a branch, let a function settle the conflicts, or leave no trace.

`rebase` does to the branch that is checked out what `git rebase upstream` does: its commits are
replayed on top of upstream, oldest first, with their authors, author dates and messages (a line
like "#7" included). Where git would stop and ask a human, it asks `resolve`, once for each file:

    >>> def both(conflict):
    ...     return (conflict.onto or b"") + (conflict.mine or b"")
    >>> both(Conflict("log", base=b"", onto=b"upstream's\\n", mine=b"the branch's\\n"))
    b"upstream's\\nthe branch's\\n"
    >>> rebase(Path("shop"), "main", both)  # doctest: +SKIP

`resolve` returns what the file shall hold, or None if it shall be gone. A file that git left
executable stays so. A commit that brings nothing any more is dropped; so is, without a
question, one whose patch upstream has already. What stands on upstream already keeps its name.

What `resolve` raises is let out, whatever it is. A conflict about anything but regular files,
such as a symbolic link, and whatever else stops git, is a `RebaseError`. After either, branch,
index and files are as they were before the call. After success the same branch is checked out
and clean. Files that git neither tracks nor ignores stay as they are and untracked, always.

Refused with `RebaseError`, and nothing is touched: an upstream that names no commit, changes of
tracked files that are not committed, a HEAD that is on no branch. Beware of what others have
left half done there, such as a rebase or a merge with conflicts: it is not yours to settle.

Call git by `subprocess`, in the folder; it is 2.38 or later, and has no editor: to open one is an
error. The branches have no merge commits. How you do it is up to you: commits and files count.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class RebaseError(Exception):
    """Nothing has changed; the text says why."""


class Conflict(NamedTuple):
    """A file in which a commit could not be replayed; None stands for no such file."""

    path: str
    """From the top of the repository, with slashes."""
    base: bytes | None
    """What the commit was made from: the file in its parent."""
    onto: bytes | None
    """Where the commit goes: the file in upstream, with what has been replayed so far."""
    mine: bytes | None
    """The file in the commit, as the author of the branch left it."""


def rebase(repo: Path, upstream: str, resolve: Callable[[Conflict], bytes | None]) -> None:
    """Rebase the branch that is checked out; `repo` is the top of the working tree."""
    raise NotImplementedError
