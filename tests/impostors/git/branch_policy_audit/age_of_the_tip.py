# expect: a, the oldest commit of topic, is a second too old
"""Measures how old the last commit of a topic is, not how long its work has been waiting."""

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
    dates = _git(folder, "log", "--format=%at", f"refs/heads/main..{tip}")
    return int(dates[0]) if dates else now
