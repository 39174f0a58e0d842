# expect: its author date is from long ago
"""Measures by committer dates, which every rebase renews."""

from solutions.git import branch_policy_audit as reference
from solutions.git.branch_policy_audit import *  # noqa: F403
from solutions.git.branch_policy_audit import MAX_AGE, Breach, _branches, _git


def is_topic(name):
    return name != "main" and not name.startswith("release/")


def audit(folder, now):
    others = {one for one in reference.audit(folder, now) if one.rule != "long-lived"}
    return others | {
        Breach("long-lived", name, tip)
        for name, tip in _branches(folder).items()
        if is_topic(name) and now - begin(folder, tip, now) > MAX_AGE
    }


def begin(folder, tip, now):
    dates = _git(folder, "log", "--format=%ct", f"refs/heads/main..{tip}")
    return min(map(int, dates), default=now)
