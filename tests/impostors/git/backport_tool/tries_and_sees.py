# expect: the line that names the fix, .*: a Report is due; got ConflictError
"""Does not look for copies: what was backported and then worked on conflicts with itself."""

from solutions.git.backport_tool import *  # noqa: F403
from solutions.git.backport_tool import (
    Report,
    _ancestors_first,
    _commit,
    _git,
    _options,
    _pick,
    _tip_of_free,
    _worktree,
)


def backport(repo, commits, branch, *, mainline=None):
    tip = _tip_of_free(repo, branch)
    fixes = _ancestors_first(repo, [_commit(repo, name) for name in commits])
    options = {fix: _options(fix, parents, mainline) for fix, parents in fixes.items()}
    contained = set(_git(repo, "rev-list", tip).split())
    there = {fix for fix in fixes if fix in contained}
    report = Report([], [])
    with _worktree(repo, tip) as tree:
        for fix in fixes:
            copy = None if fix in there else _pick(tree, fix, options[fix])
            if copy:
                report.applied.append((fix, copy))
            else:
                report.already.append(fix)
    if report.applied:
        _git(repo, "update-ref", f"refs/heads/{branch}", report.applied[-1][1], tip)
    return report
