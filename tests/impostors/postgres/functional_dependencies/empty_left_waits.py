# expect: an empty left side misses nothing
"""Lets a dependency fire only when the last name of its left side becomes known."""

from collections import defaultdict

from solutions.postgres.functional_dependencies import candidate_keys, normal_form

__all__ = ["candidate_keys", "closure", "normal_form"]


def closure(attributes, fds):
    missing = [len(left) for left, _ in fds]
    waiting = defaultdict(list)
    for number, (left, _) in enumerate(fds):
        for name in left:
            waiting[name].append(number)
    known = set()
    news = list(attributes)
    while news:
        name = news.pop()
        if name in known:
            continue
        known.add(name)
        for number in waiting[name]:
            missing[number] -= 1
            if missing[number] == 0:
                news.extend(fds[number][1])
    return frozenset(known)
