# expect: one left side of n names
"""Compares a left side with everything known whenever one of its names becomes known."""

from collections import defaultdict

from solutions.postgres.functional_dependencies import candidate_keys, normal_form

__all__ = ["candidate_keys", "closure", "normal_form"]


def closure(attributes, fds):
    waiting = defaultdict(list)
    for left, right in fds:
        for name in left:
            waiting[name].append((left, right))
    known = set(attributes).union(*(right for left, right in fds if not left))
    news = list(known)
    while news:
        for left, right in waiting[news.pop()]:
            if left <= known:
                news += right - known
                known |= right
    return frozenset(known)
