"""Picks the commits one by one on a detached HEAD, and moves the branch at the very end."""

from solutions.git.rebase_conflict_driver import (
    Conflict,
    RebaseError,
    _conflicts,
    _git,
    _require_a_clean_branch,
    _try,
    _write,
)

__all__ = ["Conflict", "RebaseError", "rebase"]


def rebase(repo, upstream, resolve):
    _require_a_clean_branch(repo)
    branch = _git(repo, "symbolic-ref", "--short", "HEAD").decode().strip()
    span = f"{upstream}...HEAD"
    picks = _git(repo, "rev-list", "--reverse", "--right-only", "--cherry-pick", span)
    _git(repo, "checkout", "--quiet", "--detach", upstream)
    try:
        for commit in picks.decode().split():
            _pick(repo, commit, resolve)
        _git(repo, "checkout", "--quiet", "-B", branch)
    except BaseException:
        _git(repo, "reset", "--quiet", "--hard")
        _git(repo, "checkout", "--quiet", branch)
        raise


def _pick(repo, commit, resolve):
    if _git(repo, "rev-parse", f"{commit}^") == _git(repo, "rev-parse", "HEAD"):
        _git(repo, "checkout", "--quiet", "--detach", commit)
        return
    stopped = _try(repo, "cherry-pick", "--no-commit", commit)
    conflicts = _conflicts(repo)
    if stopped.returncode and not conflicts:
        raise RebaseError(stopped.stderr.decode())
    for conflict in conflicts:
        _write(repo / conflict.path, resolve(conflict))
        _git(repo, "--literal-pathspecs", "add", "--all", "--", conflict.path)
    if _git(repo, "diff", "--cached", "--name-only"):
        _git(repo, "commit", "--quiet", "-C", commit)
