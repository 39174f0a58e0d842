# expect: conflict\.onto must be b'one\\nonto\\nthree\\n', not b'one\\nmine\\nthree\\n'
"""Takes "ours" for the branch's own version, as in a merge; in a rebase it is upstream's."""

from solutions.git import rebase_conflict_driver as reference
from solutions.git.rebase_conflict_driver import Conflict, RebaseError, rebase

__all__ = ["Conflict", "RebaseError", "rebase"]

in_order = reference._conflicts


def _conflicts(repo):
    return [c._replace(onto=c.mine, mine=c.onto) for c in in_order(repo)]


reference._conflicts = _conflicts
