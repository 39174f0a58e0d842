# expect: p leads from x to o in two steps, but b is newer than o
"""Searches breadth-first and takes the first common ancestor it meets, which may be an old one."""

from collections import deque

from solutions.git.merge_base import *  # noqa: F403
from solutions.git.merge_base import _ancestors


def merge_bases(parents, a, b):
    wanted, waiting = _ancestors(parents, b), deque([a])
    seen = set()
    while waiting:
        commit = waiting.popleft()
        if commit in wanted:
            return {commit}
        if commit not in seen:
            seen.add(commit)
            waiting.extend(parents[commit])
    return set()
