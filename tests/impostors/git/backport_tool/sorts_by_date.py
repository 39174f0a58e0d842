# expect: 1 is the parent of 2 and has a later date.*(ConflictError|applied must be \['1', '2'\])
"""Takes the dates of the commits for the order of history, and clocks are wrong."""

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
    fixes = dict(
        sorted(fixes.items(), key=lambda fix: _git(repo, "log", "-1", "--format=%ct", fix[0]))
    )
    options = {fix: _options(fix, parents, mainline) for fix, parents in fixes.items()}
    there = _there(repo, list(fixes), tip)
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
