# expect: one is empty and must go; beyond main topic must have \['two'\], not \['one', 'two'\]
"""Commits what was settled even if nothing of the commit is left."""

from solutions.git import rebase_conflict_driver as reference
from solutions.git.rebase_conflict_driver import Conflict, RebaseError, rebase

__all__ = ["Conflict", "RebaseError", "rebase"]

run = reference._git


def _git(repo, *words, stdin=b""):
    if words[0] == "diff":
        return b"changed"
    if words[0] == "commit":
        words = (*words, "--allow-empty")
    return run(repo, *words, stdin=stdin)


reference._git = _git
