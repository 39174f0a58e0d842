# expect: came to main by the merge m, they are not on its line
"""Looks for commits without a merge in all of main, what its merges brought included."""

from solutions.git import branch_policy_audit as reference
from solutions.git.branch_policy_audit import *  # noqa: F403
from solutions.git.branch_policy_audit import Breach, _git


def audit(folder, now):
    others = {one for one in reference.audit(folder, now) if one.rule != "direct commit"}
    plain = _git(folder, "rev-list", "--no-merges", "refs/heads/main")
    root = _git(folder, "rev-list", "--max-parents=0", "refs/heads/main")
    return others | {Breach("direct commit", "main", commit) for commit in {*plain} - {*root}}
