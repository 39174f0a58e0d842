# expect: is_ancestor ran out of stack in a history 6,000 commits deep
"""Calls itself for each parent, so a deep history is more than the stack can hold."""

from solutions.git.merge_base import *  # noqa: F403


def is_ancestor(parents, a, b):
    seen = set()

    def reaches(commit):
        if commit == a:
            return True
        if commit in seen:
            return False
        seen.add(commit)
        return any(reaches(parent) for parent in parents[commit])

    return reaches(b)
