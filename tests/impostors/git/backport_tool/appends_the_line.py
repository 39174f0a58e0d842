# expect: the line stands in a paragraph of its own, or ends the trailers if there are any
"""Puts the line of -x in a paragraph of its own, where trailers end as well: they are none then."""

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


def _reworded(tree, fix, options):
    copy = _pick(tree, fix, options)
    if copy:
        message = _git(tree, "log", "-1", "--format=%B", fix).rstrip()
        message += f"\\n\\n(cherry picked from commit {fix})"
        _git(tree, "commit", "--quiet", "--amend", "--message", message)
        copy = _git(tree, "rev-parse", "HEAD").strip()
    return copy


def backport(repo, commits, branch, *, mainline=None):
    tip = _tip_of_free(repo, branch)
    fixes = _ancestors_first(repo, [_commit(repo, name) for name in commits])
    options = {fix: _options(fix, parents, mainline) for fix, parents in fixes.items()}
    there = _there(repo, list(fixes), tip)
    report = Report([], [])
    with _worktree(repo, tip) as tree:
        for fix in fixes:
            copy = None if fix in there else _reworded(tree, fix, options[fix])
            if copy:
                report.applied.append((fix, copy))
            else:
                report.already.append(fix)
    if report.applied:
        _git(repo, "update-ref", f"refs/heads/{branch}", report.applied[-1][1], tip)
    return report
