# expect: a user with changes .*: (a Report is due; got .*Error|the .* must be as before)
"""Checks the branch out where the user works, and cannot when there are changes."""

from solutions.git.backport_tool import *  # noqa: F403
from solutions.git.backport_tool import (
    ConflictError,
    Report,
    _ancestors_first,
    _commit,
    _git,
    _options,
    _pick,
    _run,
    _there,
    _tip_of_free,
)


def backport(repo, commits, branch, *, mainline=None):
    tip = _tip_of_free(repo, branch)
    fixes = _ancestors_first(repo, [_commit(repo, name) for name in commits])
    options = {fix: _options(fix, parents, mainline) for fix, parents in fixes.items()}
    there = _there(repo, list(fixes), tip)
    report, back = Report([], []), _git(repo, "rev-parse", "--abbrev-ref", "HEAD").strip()
    done = _run(repo, "checkout", "--quiet", branch)
    if done.returncode:
        raise ValueError(f"cannot check out {branch}: {done.stderr}")
    try:
        for fix in fixes:
            copy = None if fix in there else _pick(repo, fix, options[fix])
            if copy:
                report.applied.append((fix, copy))
            else:
                report.already.append(fix)
    except ConflictError:
        _git(repo, "reset", "--quiet", "--hard", tip)
        raise
    finally:
        _git(repo, "checkout", "--quiet", back)
    return report
