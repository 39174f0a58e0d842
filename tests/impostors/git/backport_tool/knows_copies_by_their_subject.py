# expect: another change with the fix's subject, .*applied must be .*; got \[\] and \['fix'\]
"""Takes a commit with the subject of a fix for a copy of it."""

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
    subjects = set(_git(repo, "log", "--format=%s", tip).splitlines())
    there = _there(repo, list(fixes), tip)
    there |= {
        fix for fix in fixes if _git(repo, "log", "-1", "--format=%s", fix).strip() in subjects
    }
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
