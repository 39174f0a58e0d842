# expect: of 'fix' and 'clash' the second conflicts: the set of refs must be as before
"""Moves the branch after each fix, so that a conflict leaves it half-way."""

from solutions.git.backport_tool import *  # noqa: F403
from solutions.git.backport_tool import (
    Report,
    _ancestors_first,
    _commit,
    _git,
    _options,
    _pick,
    _there,
    _tip_of_free,
    _worktree,
)


def backport(repo, commits, branch, *, mainline=None):
    tip = _tip_of_free(repo, branch)
    fixes = _ancestors_first(repo, [_commit(repo, name) for name in commits])
    options = {fix: _options(fix, parents, mainline) for fix, parents in fixes.items()}
    there = _there(repo, list(fixes), tip)
    report = Report([], [])
    with _worktree(repo, tip) as tree:
        for fix in fixes:
            copy = None if fix in there else _pick(tree, fix, options[fix])
            if copy:
                report.applied.append((fix, copy))
                _git(repo, "update-ref", f"refs/heads/{branch}", copy)
            else:
                report.already.append(fix)
    return report
