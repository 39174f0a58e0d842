# expect: somebody's rebase had stopped in a conflict: all must be as it was
"""Checks nothing beforehand, and settles, or aborts, what somebody else has left half done."""

from solutions.git import rebase_conflict_driver as reference
from solutions.git.rebase_conflict_driver import Conflict, RebaseError, rebase

__all__ = ["Conflict", "RebaseError", "rebase"]


def _require_a_clean_branch(repo):
    if not reference._try(repo, "symbolic-ref", "--quiet", "HEAD").returncode:
        return
    if not (repo / ".git" / "rebase-merge").exists():
        raise RebaseError("HEAD is on no branch")


reference._require_a_clean_branch = _require_a_clean_branch
