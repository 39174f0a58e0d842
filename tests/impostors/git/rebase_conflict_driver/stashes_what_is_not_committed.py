# expect: a\.txt has changes that are not committed .*all must be as it was
"""Stashes changes that are not committed, and meets them again in a conflict after the rebase."""

from solutions.git import rebase_conflict_driver as reference
from solutions.git.rebase_conflict_driver import Conflict, RebaseError

__all__ = ["Conflict", "RebaseError", "rebase"]


def rebase(repo, upstream, resolve):
    is_dirty = reference._try(repo, "diff", "--quiet", "HEAD").returncode
    if not is_dirty or reference._try(repo, "ls-files", "--unmerged").stdout:
        return reference.rebase(repo, upstream, resolve)
    reference._git(repo, "stash")
    try:
        reference.rebase(repo, upstream, resolve)
    finally:
        reference._try(repo, "stash", "pop")
    return None
