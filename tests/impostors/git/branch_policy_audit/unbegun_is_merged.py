# expect: they have not begun, nobody has merged them
"""Takes a topic that has not begun for merged, as `git branch --merged` does."""

from solutions.git import branch_policy_audit as reference
from solutions.git.branch_policy_audit import *  # noqa: F403
from solutions.git.branch_policy_audit import Breach, _branches, _git


def audit(folder, now):
    others = {one for one in reference.audit(folder, now) if one.rule != "not deleted"}
    on_main = _git(folder, "rev-list", "refs/heads/main")
    return others | {
        Breach("not deleted", name, tip)
        for name, tip in _branches(folder).items()
        if tip in on_main and name != "main" and not name.startswith("release/")
    }
