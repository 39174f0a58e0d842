# expect: message must stay .*#7 is closed.*, and have become (?!.*#7)
"""Goes on with GIT_EDITOR=true, which takes the lines with a # for comments and drops them."""

import os

from solutions.git import rebase_conflict_driver as reference
from solutions.git.rebase_conflict_driver import Conflict, RebaseError

__all__ = ["Conflict", "RebaseError", "rebase"]

run = reference._git


def _git(repo, *words, stdin=b""):
    return b"" if words[0] == "commit" else run(repo, *words, stdin=stdin)


reference._git = _git


def rebase(repo, upstream, resolve):
    before = os.environ.get("GIT_EDITOR", "")
    os.environ["GIT_EDITOR"] = "true"
    try:
        reference.rebase(repo, upstream, resolve)
    finally:
        os.environ["GIT_EDITOR"] = before
