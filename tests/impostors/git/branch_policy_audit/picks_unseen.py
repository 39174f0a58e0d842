# expect: r is the change of a picked to the release
"""Reports every commit of a release that is not itself on main, so a cherry-pick never counts."""

from solutions.git import branch_policy_audit as reference
from solutions.git.branch_policy_audit import *  # noqa: F403
from solutions.git.branch_policy_audit import Breach, _branches, _git


def audit(folder, now):
    others = {one for one in reference.audit(folder, now) if one.rule != "not upstream"}
    return others | {
        Breach("not upstream", name, commit)
        for name, tip in _branches(folder).items()
        if name.startswith("release/")
        for commit in missing(folder, tip)
    }


def missing(folder, tip):
    return _git(folder, "rev-list", "--no-merges", f"refs/heads/main..{tip}")
