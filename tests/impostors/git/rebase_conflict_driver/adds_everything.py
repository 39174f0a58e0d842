# expect: the commit (must hold|holds) .*notes\.txt
"""Marks the conflicts as settled with `git add --all`, and commits whatever lies around."""

from solutions.git import rebase_conflict_driver as reference
from solutions.git.rebase_conflict_driver import Conflict, RebaseError, rebase

__all__ = ["Conflict", "RebaseError", "rebase"]

run = reference._git


def _git(repo, *words, stdin=b""):
    if words[0] == "update-index":
        return run(repo, "add", "--all")
    return run(repo, *words, stdin=stdin)


reference._git = _git
