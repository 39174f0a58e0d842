"""Backport tool: bring fixes to a release branch, all of them or none, while you work on.

`backport` copies commits to the end of a branch of a real repository, as `git cherry-pick -x`
would: one commit for each fix, with one parent, with the fix's change, author and author
date, and with its message plus a line that names it, where `-x` puts it. Give the fixes in
any order, by any names that git understands; a fix follows those that are its ancestors.

    >>> report = backport(repo, [second, first], "release-1.0")  # doctest: +SKIP
    >>> report.applied == [(first, copy_of_first), (second, copy_of_second)]  # doctest: +SKIP
    True
    >>> backport(repo, [first], "release-1.0")  # doctest: +SKIP
    Report(applied=[], already=['8d4f1c0b0e4c3a5b7d1a39a1a9f1a0d8d6f0e2b7'])

A fix is skipped if it is there already, which any of these shows:
- the branch, as it was before the call, has the commit itself, or a commit with the line
  `(cherry picked from commit <full name>)` in its message, or one that makes the same change
  (they have one patch id), whatever was done to these lines since;
- when its turn comes, it leaves nothing to change.

A merge has a change only as seen from one of its parents: the `mainline`. Without it, a merge
among the fixes is refused before anything is done; fixes with one parent need none.

Only the branch moves, and only if every fix was applied or skipped. HEAD, index and working
tree of the user may be in any state and stay as they are, on a conflict too, with no worktree,
ref or half-done operation left over. So a branch that some worktree has checked out is refused.

Call git with `subprocess`, such as `["git", "-C", str(repo), "rev-parse", "HEAD"]`. It is 2.38
or later, knows who commits, and has no hooks.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Report(NamedTuple):
    """Full names of commits, ancestors first, each fix once."""

    applied: list[tuple[str, str]]
    """Each fix and its copy."""
    already: list[str]


class ConflictError(Exception):
    """This fix conflicts, in these files, and nothing was backported."""

    def __init__(self, commit: str, files: Sequence[str]) -> None:
        super().__init__(f"{commit} conflicts in {', '.join(files)}")
        self.commit = commit
        """Its full name."""
        self.files = list(files)
        """Paths from the top of the repository, as they are, sorted."""


def backport(
    repo: Path, commits: Sequence[str], branch: str, *, mainline: int | None = None
) -> Report:
    """Copy the commits to the local branch; `mainline` counts a merge's parents from 1.

    Raise `ConflictError` at the first fix that conflicts. Raise `ValueError` for a name that
    is no commit or no local branch, with that name in the text; for a merge that has no parent
    of this number, or when `mainline` is None; and for a branch that is checked out.
    """
    raise NotImplementedError
