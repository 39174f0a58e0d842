# expect: resolve raised Interrupted at commit 1 of 2: all must be as it was
"""Aborts after an Exception, and leaves the rebase half done on Ctrl-C."""

from solutions.git.rebase_conflict_driver import (
    Conflict,
    RebaseError,
    _require_a_clean_branch,
    _settle,
    _try,
)

__all__ = ["Conflict", "RebaseError", "rebase"]


def rebase(repo, upstream, resolve):
    _require_a_clean_branch(repo)
    try:
        stopped = _try(repo, "rebase", "--merge", upstream)
        while stopped.returncode:
            _settle(repo, resolve, stopped)
            stopped = _try(repo, "rebase", "--continue")
    except Exception:
        _try(repo, "rebase", "--abort")
        raise
