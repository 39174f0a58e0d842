"""Rebases in a worktree of its own, so that a failure has nothing to undo."""

import tempfile
from pathlib import Path

from solutions.git.rebase_conflict_driver import (
    Conflict,
    RebaseError,
    _git,
    _require_a_clean_branch,
    _settle,
    _try,
)

__all__ = ["Conflict", "RebaseError", "rebase"]


def rebase(repo, upstream, resolve):
    _require_a_clean_branch(repo)
    with tempfile.TemporaryDirectory() as folder:
        apart = Path(folder) / "apart"
        _git(repo, "worktree", "add", "--quiet", "--detach", str(apart), "HEAD")
        try:
            stopped = _try(apart, "rebase", "--merge", upstream)
            while stopped.returncode:
                _settle(apart, resolve, stopped)
                stopped = _try(apart, "rebase", "--continue")
            tip = _git(apart, "rev-parse", "HEAD").decode().strip()
        finally:
            _git(repo, "worktree", "remove", "--force", "--force", str(apart))
    _git(repo, "reset", "--quiet", "--keep", tip)
