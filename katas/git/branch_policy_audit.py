"""Branch policy audit: find in the history where a team breaks its own rules.

The team works on short topic branches, brings each to main by a merge commit, and mends a
release only with what main has as well. A wiki says so; git knows whether it is true.

    >>> for rule, branch, commit in sorted(audit(Path("shop"), now)):  # doctest: +SKIP
    ...     print(f"{rule:13} {branch:11} {commit[:7]}")
    direct commit main        9fceb02
    long-lived    search      1a410ef
    not deleted   login       cac0cab
    not upstream  release/1.0 fdf4fc3

A branch is a ref below refs/heads. There is `main`, those in `release/` are release branches,
and all others are topics. A commit is *on* a branch if it can be reached from the tip, and on
the *line* of main if first parents alone lead there. The rules that can be broken:

direct commit  A commit on the line of main is no merge. Only the root may be there as well; a
               squash or a fast-forward is a breach like any other commit.
long-lived     A topic has commits that are not on main, and the oldest, by author date, is from
               more than MAX_AGE seconds before `now`. (The commit to report is the tip.)
not deleted    The tip of a topic is on main, but not on its line: the topic was merged. A tip
               on the line is a topic that has not begun. (Report the tip.)
not upstream   A commit, no merge, is on a release branch and not on main; and no commit that is
               on main and not on the release branch makes the same change, as `git cherry`
               compares changes: by patch id.

Call git in a subprocess, in the repository's folder. HEAD may be anywhere, and tags may have
the names of branches. The audit reads only: refs, HEAD, index and files stay as they are.
"""

from pathlib import Path
from typing import Literal, NamedTuple

MAX_AGE = 3 * 24 * 60 * 60
"""Seconds that the work on a topic may wait for main."""

Rule = Literal["direct commit", "long-lived", "not deleted", "not upstream"]


class Breach(NamedTuple):
    rule: Rule
    branch: str
    """Without refs/heads/."""
    commit: str
    """The full name, 40 digits."""


def audit(folder: Path, now: int) -> set[Breach]:
    """Return all breaches; `now` is in seconds since the epoch.

    Raise `ValueError` if there is no branch main, or if the repository is a shallow clone.
    """
    raise NotImplementedError
