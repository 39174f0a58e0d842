# expect: still one name of two
"""Counts a name down each time that it is derived, and not only the first time."""

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
    news = [*attributes, *(name for left, right in fds if not left for name in right)]
    while news:
        name = news.pop()
        known.add(name)
        for number in waiting[name]:
            missing[number] -= 1
            if missing[number] == 0:
                news.extend(fds[number][1])
    return frozenset(known)
