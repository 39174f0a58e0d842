# expect: the release had none of them before the call: applied must be \['fix', 'back', 'again'\]
"""Looks for copies on what the call has built so far: a fix made again counts as done."""

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
    report = Report([], [])
    with _worktree(repo, tip) as tree:
        for fix in fixes:
            now = _git(tree, "rev-parse", "HEAD").strip()
            copy = None if _there(repo, [fix], now) else _pick(tree, fix, options[fix])
            if copy:
                report.applied.append((fix, copy))
            else:
                report.already.append(fix)
    if report.applied:
        _git(repo, "update-ref", f"refs/heads/{branch}", report.applied[-1][1], tip)
    return report
