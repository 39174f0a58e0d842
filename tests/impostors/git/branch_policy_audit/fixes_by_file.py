# expect: change the same file, but not in the same way
"""Takes two changes for the same if they touch the same files."""

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
    ours = _git(folder, "rev-list", "--no-merges", f"refs/heads/main..{tip}")
    upstream = _git(folder, "rev-list", "--no-merges", f"{tip}..refs/heads/main")
    known = [changed(folder, commit) for commit in upstream]
    return [commit for commit in ours if changed(folder, commit) not in known]


def changed(folder, commit):
    return _git(folder, "diff-tree", "-r", "--root", "--name-only", "--no-commit-id", commit)
