# expect: merge_bases takes O\(n log n\) steps, with n commits in a row
"""Compares each common ancestor with all others."""

from solutions.git.merge_base import *  # noqa: F403
from solutions.git.merge_base import _ancestors


def merge_bases(parents, a, b):
    common = _ancestors(parents, a) & _ancestors(parents, b)
    below = set()
    for commit in common:
        below |= _ancestors(parents, commit) - {commit}
    return common - below
