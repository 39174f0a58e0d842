# expect: upstream did just that, and then made 1 to 2
"""Replays every commit, those too whose patch upstream has, and asks about an old quarrel."""

from solutions.git import rebase_conflict_driver as reference
from solutions.git.rebase_conflict_driver import Conflict, RebaseError, rebase

__all__ = ["Conflict", "RebaseError", "rebase"]

run = reference._try


def _try(repo, *words, stdin=b""):
    if words[:2] == ("rebase", "--merge"):
        words = ("rebase", "--reapply-cherry-picks", *words[1:])
    return run(repo, *words, stdin=stdin)


reference._try = _try
