# expect: given two, three and one, .*: a Report is due; got ConflictError
"""Applies the fixes as they are given, though one may build on another."""

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
    given = [_commit(repo, name) for name in commits]
    parents = _ancestors_first(repo, given)
    fixes = list(dict.fromkeys(given))
    options = {fix: _options(fix, parents[fix], mainline) for fix in fixes}
    there = _there(repo, fixes, tip)
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
