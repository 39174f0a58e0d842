# expect: mainline=None: ValueError is due; got Report
"""Takes the first parent of a merge for its mainline when nobody said so."""

from solutions.git import backport_tool as reference
from solutions.git.backport_tool import *  # noqa: F403


def backport(repo, commits, branch, *, mainline=None):
    return reference.backport(repo, commits, branch, mainline=1 if mainline is None else mainline)
