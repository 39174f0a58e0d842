# expect: u has t and itself, b has only itself
"""Counts the commits on one shortest way to a merge base, not all that the other lacks."""

from solutions.git.merge_base import *  # noqa: F403
from solutions.git.merge_base import merge_bases


def ahead_behind(parents, a, b):
    bases = merge_bases(parents, a, b)
    return steps(parents, a, bases), steps(parents, b, bases)


def steps(parents, tip, bases):
    level, seen, count = {tip}, set(), 0
    while level and not level & bases:
        seen |= level
        level = {parent for commit in level for parent in parents[commit]} - seen
        count += 1
    return count
