# expect: there are tags that have the names of branches
"""Gives git the short names of branches, and git takes a tag of that name first."""

from solutions.git import branch_policy_audit as reference
from solutions.git.branch_policy_audit import *  # noqa: F403
from solutions.git.branch_policy_audit import Breach, _branches, _git


def audit(folder, now):
    others = {one for one in reference.audit(folder, now) if one.rule != "not upstream"}
    return others | {
        Breach("not upstream", name, commit)
        for name in _branches(folder)
        if name.startswith("release/")
        for commit in missing(folder, name)
    }


def missing(folder, name):
    answers = [line.split() for line in _git(folder, "cherry", "main", name)]
    return [commit for sign, commit in answers if sign == "+"]
